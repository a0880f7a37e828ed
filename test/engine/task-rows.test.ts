import * as fc from 'fast-check';
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
  for (const task of [5000, -1]) expect(rowsOf(tasks, task).every((row) => row < -1)).toBe(true);
});

test('what was let go is gone, and all else is where it was', () => {
  const step = fc.record({ from: fc.nat(9000), length: fc.nat(3000), every: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), fc.array(step, { maxLength: 8 }), (size, steps) => {
      const tasks = new TaskRows();
      for (let task = 0; task < size; task++) tasks.create(task * 2);
      const gone = new Set<number>();
      for (const { from, length, every } of steps) {
        for (let task = from; task < Math.min(size, from + length); task += every) {
          if (!gone.has(task)) tasks.forget(task);
          gone.add(task);
        }
      }
      for (let more = 0; more < 70; more++) tasks.create((size + more) * 2);
      const kept: number[] = [];
      for (let task = tasks.next(0); task < tasks.length; task = tasks.next(task + 1)) kept.push(task);
      expect(kept).toEqual(Array.from({ length: size + 70 }, (_, task) => task).filter((task) => !gone.has(task)));
      for (const task of kept) if (!tasks.has(task) || tasks.newest(task) !== task * 2) throw new Error(`lost ${task}`);
      for (const task of gone) {
        if (tasks.has(task) || rowsOf(tasks, task).some((row) => row >= -1)) throw new Error(`kept ${task}`);
      }
      const loaded = new TaskRows();
      loaded.load(tasks.save());
      for (const table of [tasks, loaded]) {
        if (kept[0] !== undefined) table.forget(kept[0]);
        for (let more = 0; more < 5000; more++) table.create((size + 70 + more) * 2);
      }
      expect(loaded.save()).toEqual(tasks.save());
      expect(loaded.next(0)).toBe(tasks.next(0));
      for (const task of gone) if (loaded.has(task)) throw new Error(`loaded ${task}`);
    }),
    { numRuns: 40 },
  );
});
