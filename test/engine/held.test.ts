import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Held } from '../../src/engine/held.ts';

const position = fc.oneof(fc.nat(10), fc.nat(300), fc.nat(100_000));
const step = fc.record({ does: fc.constantFrom('keep', 'keep', 'drop'), position });

test('what is kept is at hand, what is dropped is not, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const held = new Held<number>();
      const expected = new Map<number, number>();
      steps.forEach(({ does, position: at }, thing) => {
        if (does === 'keep') held.keep(at, thing);
        else held.drop(at);
        if (does === 'keep') expected.set(at, thing);
        else expected.delete(at);
        expect(held.get(at)).toBe(expected.get(at));
      });
      for (const { position: at } of steps) expect(held.get(at)).toBe(expected.get(at));
      const inOrder = (things: Iterable<number>) => [...things].toSorted((one, other) => one - other);
      expect(inOrder(held)).toEqual(inOrder(expected.values()));
    }),
  );
});

test('what comes in order is walked through in order', () => {
  const held = new Held<number>();
  for (let at = 0; at < 200; at++) held.keep(at, at);
  for (let at = 0; at < 200; at++) if (at % 50 !== 3) held.drop(at);
  expect([...held]).toEqual([3, 53, 103, 153]);
});
