import { expect, test } from 'vitest';
import { descriptionOf } from '../../src/views/description.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const owner = (pid: number) => ({ host: 'here', pid, versions: { node: String(pid) } });

/** Two processes, the second of which says who it is as it takes over. */
function tape(): FactTape {
  const made = new FactTape().create('a', { owner: owner(1), parameters: { day: 1 } }).create('b');
  made.write(undefined, { type: 'recovered', lastSeenAt: 5, owner: owner(2) });
  return made.create('c').create('d', { owner: owner(3) });
}

test('a task is of the process that began last before it', () => {
  const source = taskSource(tape().facts);
  expect([0, 1, 2, 3].map((position) => descriptionOf(source, position).pid)).toEqual([1, 1, 2, 3]);
  expect(descriptionOf(source, 0)).toEqual({ parameters: { day: 1 }, ...owner(1) });
});

test('also where the task that told of it was let go, and after a new start', () => {
  const source = taskSource(tape().enter('a', 'skipped').facts);
  expect(descriptionOf(source, 1).pid).toBe(1);
  source.letGo('a');
  const seen = (from: typeof source) => [1, 2, 3].map((position) => descriptionOf(from, position).pid);
  expect([seen(source), seen(source.restored())]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

test('whichever was let go first, and whether it told of its process or not', () => {
  const made = new FactTape()
    .create('a', { owner: owner(1) })
    .create('b', { owner: owner(2) })
    .create('c')
    .create('d');
  for (const id of ['a', 'b', 'c']) made.enter(id, 'skipped');
  const source = taskSource(made.facts);
  for (const id of ['b', 'a', 'c']) {
    source.letGo(id);
    expect([source, source.restored()].map((from) => descriptionOf(from, 3).pid)).toEqual([2, 2]);
  }
});

test('without a word of who wrote it, a task says nothing of it', () => {
  expect(descriptionOf(taskSource(new FactTape().create('a').facts), 0)).toEqual({});
});
