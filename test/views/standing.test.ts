import { expect, test } from 'vitest';
import { Creation } from '../../src/model/creation.ts';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import { standingOf } from '../../src/views/standing.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const review = defineLifecycle({
  name: 'review',
  stages: {
    draft: { phase: 'waiting', to: ['read'] },
    read: { phase: 'active', to: ['published', 'refused'] },
    published: { phase: 'done', outcome: 'success' },
    refused: { phase: 'done', outcome: 'failure' },
  },
});
const created = (extra: Readonly<Record<string, unknown>>) =>
  taskSource(new FactTape().create('a', extra).facts, { lifecycles: [review] });

test('a task without a record stands where it was created, and nobody interrupted it', () => {
  expect(standingOf(created({}), 0)).toStrictEqual({
    stage: 'not_started',
    phase: 'idle',
    attempt: 0,
    isInterrupted: false,
  });
});

test('the usual beginning of a task says the same as one that is written out', () => {
  const ready = Object.assign(created({}), { draft: () => new Creation('a') });
  expect(standingOf(ready, 0)).toStrictEqual(standingOf(created({}), 0));
});

test.each([
  ['as its fact says', { initial: 'draft', phase: 'waiting', lifecycle: 'lost' }, 'waiting'],
  ['as its lifecycle says', { initial: 'draft', lifecycle: 'review' }, 'waiting'],
  ['as the name says, where no lifecycle is known', { initial: 'pending', lifecycle: 'lost' }, 'waiting'],
  ['idle where nobody knows', { initial: 'draft', lifecycle: 'lost' }, 'idle'],
  ['idle where its lifecycle has no such stage any more', { initial: 'sketch', lifecycle: 'review' }, 'idle'],
])('the phase of an initial stage is %s', (_, extra, phase) => {
  expect(standingOf(created(extra), 0).phase).toBe(phase);
});

test('a record tells stage, phase, attempt and outcome, and whether a lost owner brought it about', () => {
  const tape = new FactTape().create('a').enter('a', 'running');
  const standing = () => standingOf(taskSource(tape.facts), 0);
  expect(standing()).toStrictEqual({ stage: 'running', phase: 'active', attempt: 1, isInterrupted: false });
  tape.enter('a', 'interrupted', { reason: 'owner_lost', lastSeenAt: 5 });
  expect(standing()).toMatchObject({ stage: 'interrupted', isInterrupted: true });
  tape.enter('a', 'failed');
  expect(standing()).toMatchObject({ stage: 'failed', outcome: 'failure', isInterrupted: false });
});
