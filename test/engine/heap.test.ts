import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from '../../src/engine/heap.ts';

const ascending = () => new Heap<number>((one, other) => one < other);

function takeAll(heap: Heap<number>): readonly number[] {
  const taken: number[] = [];
  while (heap.size > 0) taken.push(heap.takeFirst() as number);
  return taken;
}

test('an empty one has no first', () => {
  const heap = ascending();
  expect([heap.first, heap.takeFirst(), heap.size]).toEqual([undefined, undefined, 0]);
  heap.keep(() => true);
  expect([...heap]).toEqual([]);
});

test('things are taken in order, whatever is added, taken and let go between', () => {
  const act = fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), value: fc.integer({ min: -20, max: 20 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), value: fc.constant(0) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('keep' as const), value: fc.integer({ min: 2, max: 3 }) }) },
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 100 }), (acts) => {
      const heap = ascending();
      let model: number[] = [];
      for (const { do: what, value } of acts) {
        if (what === 'add') {
          heap.add(value);
          model = [...model, value].toSorted((one, other) => one - other);
        } else if (what === 'take') {
          expect(heap.takeFirst()).toBe(model.shift());
        } else {
          heap.keep((each) => each % value !== 0);
          model = model.filter((each) => each % value !== 0);
        }
        expect([heap.first, heap.size]).toEqual([model[0], model.length]);
        expect([...heap].toSorted((one, other) => one - other)).toEqual(model);
      }
      expect(takeAll(heap)).toEqual(model);
    }),
  );
});
