import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Timing } from '../../src/model/timing.ts';
import { RowBlocks, type TellRows } from '../../src/views/row-blocks.ts';

interface TaskNow {
  rows: readonly Timing[];
  isDone: boolean;
  isKept: boolean;
}

const row = (id: string) => ({ id }) as Timing;
const taskOf = (at: number, isDone: boolean): TaskNow => ({ rows: [row(`${at}#1`)], isDone, isKept: true });

/** Tasks that are told of, and which were. */
function telling(tasks: readonly TaskNow[]) {
  const told: number[] = [];
  const tell: TellRows = (position) => {
    const task = tasks[position] as TaskNow;
    if (!task.isKept) return undefined;
    told.push(position);
    return task;
  };
  return { tell, told };
}

const rowsOf = (tasks: readonly TaskNow[]) => tasks.flatMap(({ rows, isKept }) => (isKept ? rows : []));

test('a task that is done is asked once, an open one at each look', () => {
  const tasks = Array.from({ length: 3000 }, (_, at) => taskOf(at, at !== 1500));
  const { tell, told } = telling(tasks);
  const blocks = new RowBlocks();
  const first = blocks.all(3000, tell);
  expect(first).toEqual(rowsOf(tasks));
  told.length = 0;
  tasks.push(taskOf(3000, true));
  expect(blocks.all(3001, tell)).toEqual(rowsOf(tasks));
  expect(told).toEqual([1500, 3000]);
  expect(first.length).toBe(3000);
});

test('what is dropped is asked again, and nothing else', () => {
  const tasks = Array.from({ length: 2048 }, (_, at) => taskOf(at, true));
  const { tell, told } = telling(tasks);
  const blocks = new RowBlocks();
  blocks.all(2048, tell);
  told.length = 0;
  Object.assign(tasks[5] as TaskNow, { isKept: false });
  Object.assign(tasks[2000] as TaskNow, { rows: [row('2000#2'), row('2000#3')] });
  for (const position of [5, 2000, 9999]) blocks.drop(position);
  expect(blocks.all(2048, tell)).toEqual(rowsOf(tasks));
  expect(blocks.of(5, tell)).toBeUndefined();
  expect(blocks.of(2000, tell)).toHaveLength(2);
  expect(told).toEqual([2000]);
});

test('at each look they are the rows of the tasks as they stand', () => {
  const step = fc.record({
    at: fc.nat(2999),
    what: fc.constantFrom('end', 'go on', 'let go', 'look', 'one'),
    more: fc.nat(400),
  });
  const law = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const tasks: TaskNow[] = [];
    const { tell } = telling(tasks);
    const blocks = new RowBlocks();
    for (const { at, what, more } of steps) {
      const position = tasks.length === 0 ? 0 : at % tasks.length;
      const task = tasks[position];
      if (task && what === 'end') task.isDone = true;
      if (task && what === 'go on' && !task.isDone)
        task.rows = [...task.rows, row(`${position}#${task.rows.length + 1}`)];
      if (task && what === 'let go' && task.isDone) {
        task.isKept = false;
        blocks.drop(position);
      }
      if (task && what === 'one') expect(blocks.of(position, tell) ?? []).toEqual(rowsOf([task]));
      if (what === 'look') expect(blocks.all(tasks.length, tell)).toEqual(rowsOf(tasks));
      for (let next = 0; next < more; next++) tasks.push(taskOf(tasks.length, next % 50 !== 7));
    }
    expect(blocks.all(tasks.length, tell)).toEqual(rowsOf(tasks));
  });
  fc.assert(law, { numRuns: 100 });
});
