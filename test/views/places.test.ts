import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Places } from '../../src/views/places.ts';

test('hold what was added and not taken out, in order', () => {
  const step = fc.record({ take: fc.boolean(), pick: fc.nat(), look: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const places = new Places();
      let expected: number[] = [];
      steps.forEach(({ take, pick, look }, number) => {
        const out = expected[pick % Math.max(1, expected.length)];
        if (take && out !== undefined) places.remove(out);
        if (take) expected = expected.filter((other) => other !== out);
        else expected.push(number);
        if (!take) places.add(number);
        expect([places.size, places.newest]).toEqual([expected.length, expected.at(-1)]);
        if (look) expect(places.list()).toEqual(expected);
      });
      expect(places.list()).toEqual(expected);
    }),
  );
});
