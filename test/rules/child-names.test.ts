import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSegment, type TakenNames, takeSegment } from '../../src/rules/child-names.ts';

/** The segments that children of these names get, one after the other. */
function segmentsOf(names: readonly string[], taken: TakenNames = new Map()): readonly string[] {
  return names.map((name) => {
    const segment = nextSegment(taken, name);
    takeSegment(taken, name, segment);
    return segment;
  });
}

test('the first of a name keeps it, the others are counted', () => {
  expect(nextSegment(undefined, 'load')).toBe('load');
  expect(segmentsOf(['load', 'load', 'save', 'load'])).toEqual(['load', 'load_1', 'save', 'load_2']);
});

test('a name that looks like a counted one is passed over', () => {
  expect(segmentsOf(['x', 'x_1', 'x', 'x'])).toEqual(['x', 'x_1', 'x_2', 'x_3']);
  expect(segmentsOf(['x', 'x', 'x_1', 'x_1', 'x'])).toEqual(['x', 'x_1', 'x_1_1', 'x_1_2', 'x_2']);
  expect(segmentsOf(['x_2', 'x', 'x', 'x'])).toEqual(['x_2', 'x', 'x_1', 'x_3']);
});

test('a segment that follows no pattern is taken as it stands', () => {
  const taken: TakenNames = new Map();
  takeSegment(taken, 'load', 'elsewhere');
  expect(segmentsOf(['elsewhere', 'load', 'load'], taken)).toEqual(['elsewhere_1', 'load', 'load_1']);
});

test('segments that others wrote may repeat, leave gaps, or come in any order', () => {
  const taken: TakenNames = new Map();
  for (const segment of ['load_5', 'load_2', 'load_x', 'load']) takeSegment(taken, 'load', segment);
  for (let again = 0; again < 2; again++) takeSegment(taken, 'load', 'load_5');
  expect(segmentsOf(['load', 'load'], taken)).toEqual(['load_6', 'load_7']);
});

const names = fc.array(fc.constantFrom('x', 'x_1', 'x_1_1', 'x_2', 'y', '', '_1'), { maxLength: 40 });

test('no two children of one parent have one segment', () => {
  fc.assert(
    fc.property(names, (given) => {
      const segments = segmentsOf(given);
      expect(new Set(segments).size).toBe(segments.length);
      segments.forEach((segment, at) => expect(segment.startsWith(given[at] as string)).toBe(true));
    }),
  );
});

test('after a replay of some, the others get the segments that they would have got', () => {
  fc.assert(
    fc.property(names, fc.nat(40), (given, cut) => {
      const live = segmentsOf(given);
      const taken: TakenNames = new Map();
      given.slice(0, cut).forEach((name, at) => takeSegment(taken, name, live[at] as string));
      expect(segmentsOf(given.slice(cut), taken)).toEqual(live.slice(cut));
    }),
  );
});

test('many children of one name cost little each', () => {
  const segments = segmentsOf(Array<string>(20_000).fill('x'));
  expect(segments.at(-1)).toBe('x_19999');
});
