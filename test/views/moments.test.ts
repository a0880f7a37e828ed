import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seqAt } from '../../src/views/moments.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

function tapeOf(times: readonly number[]): FactTape {
  const tape = new FactTape();
  for (const [n, time] of times.entries()) {
    tape.wall = time;
    tape.create(`t${n}`);
  }
  return tape;
}

test('the moment itself is included, and a clock that stepped back ends no run', () => {
  const source = taskSource(tapeOf([10, 20, 5, 15, 30]).facts);
  expect([4, 5, 9, 15, 29, 30, 99].map((time) => seqAt(source, time))).toEqual([0, 3, 3, 4, 4, 5, 5]);
});

test('it is the longest run of facts whose last is not later', () => {
  const times = fc.array(fc.integer({ min: 0, max: 9 }));
  fc.assert(
    fc.property(times, fc.integer({ min: -1, max: 10 }), (of, time) => {
      const longest = of.findLastIndex((one) => one <= time) + 1;
      expect(seqAt(taskSource(tapeOf(of).facts), time)).toBe(longest);
    }),
  );
});

/** Ten tasks, one at each time. */
const tenTasks = () => taskSource(tapeOf([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]).facts);

test('of what was let go the older moments are forgotten, and the newer ones stay', () => {
  const source = tenTasks();
  expect(seqAt(source, 25)).toBe(2);
  source.letGo('t0', 't1', 't2', 't3', 't4', 't5', 't6');
  expect([70, 79, 80, 95, 200].map((time) => seqAt(source, time))).toEqual([7, 7, 8, 9, 10]);
  expect(seqAt(source, 25)).toBe(0);
});

test('while most is kept, every moment is', () => {
  const source = tenTasks();
  expect(seqAt(source, 25)).toBe(2);
  source.letGo('t0', 't1');
  expect([10, 20, 30, 99].map((time) => seqAt(source, time))).toEqual([1, 2, 3, 9]);
});
