import { expect, test } from 'vitest';
import { whyOf } from '../../src/views/why.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const short = (tape: FactTape, position: number) =>
  whyOf(taskSource(tape.facts), position).map(({ path, stage, reason }) => [path, stage, reason]);

test('the chain goes from the own record to the first cause', () => {
  const tape = new FactTape().create('load').enter('load', 'running').enter('load', 'failed', { reason: 'exit_code' });
  tape.create('report', { path: 'nightly/report' }).enter('report', 'skipped', { reason: 'upstream_failed', cause: 3 });
  expect(whyOf(taskSource(tape.facts), 1)).toStrictEqual([
    { taskId: 'report', path: 'nightly/report', stage: 'skipped', reason: 'upstream_failed', attempt: 0 },
    { taskId: 'load', path: 'load', stage: 'failed', reason: 'exit_code', attempt: 1 },
  ]);
});

test('a request to end is a link with the end that was asked for', () => {
  const tape = new FactTape().create('all').enter('all', 'running').create('part', { parent: 'all' });
  const cause = tape.write('all', { type: 'cancel_requested', outcome: 'cancelled', reason: 'requested' });
  tape.enter('part', 'cancelled', { reason: 'parent_cancelled', cause });
  expect(short(tape, 1)).toEqual([
    ['part', 'cancelled', 'parent_cancelled'],
    ['all', 'cancelled', 'requested'],
  ]);
});

test('the own request adds nothing, but what caused it does', () => {
  const tape = new FactTape().create('up').enter('up', 'failed', { reason: 'exit_code' });
  tape.create('down').enter('down', 'running');
  const request = { outcome: 'stopped', reason: 'requested', cause: 2 } as const;
  const cause = tape.write('down', { type: 'cancel_requested', ...request });
  tape.enter('down', 'stopped', { reason: 'requested', cause });
  expect(short(tape, 1)).toEqual([
    ['down', 'stopped', 'requested'],
    ['up', 'failed', 'exit_code'],
  ]);
});

test('causes that lead in a circle, or to nothing, end the chain', () => {
  const tape = new FactTape().create('a').enter('a', 'running', { cause: 3 }).enter('a', 'failed', { cause: 2 });
  expect(short(tape, 0).map(([, stage]) => stage)).toEqual(['failed', 'running']);
  expect(short(new FactTape().create('b').enter('b', 'pending', { cause: 99 }), 0)).toHaveLength(1);
});

test('a cause that is no move is passed over, for what caused it is not told', () => {
  const tape = new FactTape().create('a');
  const cause = tape.write('a', { type: 'annotated', kind: 'note', attempt: 0, message: 'now' });
  expect(short(tape.enter('a', 'cancelled', { cause }), 0)).toEqual([['a', 'cancelled', undefined]]);
});

test('a task that never moved has one link', () => {
  expect(whyOf(taskSource(new FactTape().create('a').facts), 0)).toEqual([
    { taskId: 'a', path: 'a', stage: 'not_started', attempt: 0 },
  ]);
});
