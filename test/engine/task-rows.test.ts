import { expect, test } from 'vitest';
import { TaskRows } from '../../src/engine/task-rows.ts';

const rowsOf = (tasks: TaskRows, task: number) => [tasks.first(task), tasks.newest(task), tasks.record(task)];

/** Around the sizes at which a chunk is made, doubled, or full. */
test.each([0, 1, 63, 64, 65, 129, 4096, 4097, 12_289])('of %i tasks the rows read back', (size) => {
  const tasks = new TaskRows();
  for (let task = 0; task < size; task++) tasks.create(task);
  for (let task = 0; task < size; task += 3) expect(tasks.add(task, size + task, true)).toBe(task);
  for (let task = 0; task < size; task += 6) expect(tasks.add(task, 2 * size + task, false)).toBe(size + task);
  expect(tasks.length).toBe(size);
  for (let task = 0; task < size; task++) {
    const record = task % 3 === 0 ? size + task : -1;
    const newest = task % 6 === 0 ? 2 * size + task : Math.max(task, record);
    expect(rowsOf(tasks, task)).toEqual([task, newest, record]);
  }
});

test('a task that is not there has none', () => {
  const tasks = new TaskRows();
  tasks.create(0);
  for (const task of [1, 5000, -1]) expect(rowsOf(tasks, task)).toEqual([-1, -1, -1]);
});
