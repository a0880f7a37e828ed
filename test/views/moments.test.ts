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

/** Five tasks: 10 ms after the first one began it ended; after 10 more the second one began, and so on. */
function fiveTasks() {
  const tape = new FactTape();
  for (const n of [0, 1, 2, 3, 4]) {
    tape.wall = 10 + 20 * n;
    tape.create(`t${n}`).pass(10).enter(`t${n}`, 'skipped');
  }
  return taskSource(tape.facts);
}

test('of what was let go the older moments are forgotten, and the newer ones stay', () => {
  const source = fiveTasks();
  expect(seqAt(source, 25)).toBe(2);
  source.letGo('t0', 't1', 't2', 't3');
  expect([80, 89, 90, 99, 200].map((time) => seqAt(source, time))).toEqual([8, 8, 9, 9, 10]);
  expect(seqAt(source, 25)).toBe(0);
});

test('while most is kept, every moment is', () => {
  const source = fiveTasks();
  expect(seqAt(source, 25)).toBe(2);
  source.letGo('t0');
  expect([10, 20, 30, 99].map((time) => seqAt(source, time))).toEqual([1, 2, 3, 9]);
});
