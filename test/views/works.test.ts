import { describe, expect, test } from 'vitest';
import { TaskReading } from '../../src/views/task-reading.ts';
import { WorkReading } from '../../src/views/work-reading.ts';
import { activeWorks, sequenceOf } from '../../src/views/works.ts';
import type { ArraySource } from '../support/array-source.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

function workIn(tape: FactTape, name = 'load'): WorkReading {
  return readingOf(taskSource(tape.facts), name);
}
function readingOf(source: ArraySource, name = 'load'): WorkReading {
  return new WorkReading(source, name, (position) => new TaskReading(source, position));
}

/** One task of the work `load` that ends like this. */
function run(tape: FactTape, id: string, end: string, extra = {}): FactTape {
  return tape
    .create(id, { name: 'load' })
    .enter(id, 'pending')
    .pass(1)
    .enter(id, 'running')
    .pass(10)
    .enter(id, end, extra);
}

test('a work without tasks has not started', () => {
  const work = workIn(new FactTape());
  expect(work.status()).toStrictEqual({
    stage: 'not_started',
    phase: 'idle',
    attempt: 0,
    count: 0,
    runs: 0,
    successes: 0,
    failures: 0,
    timeouts: 0,
  });
  expect([work.hasStarted, work.isUnsuccessful, work.latest, work.statuses]).toEqual([false, false, undefined, []]);
  expect(work.timings()).toMatchObject({ name: 'load', count: 0, total: 0 });
  expect(work.latestValidResult()).toBeUndefined();
});

test('its status is that of the newest task, with counts over all', () => {
  const tape = run(new FactTape(), 'a', 'succeeded', { result: 1 });
  run(tape, 'b', 'timed_out', { reason: 'run_timeout' });
  run(tape, 'c', 'failed', { reason: 'exit_code' });
  tape.create('d', { name: 'load' });
  expect(workIn(tape).status()).toMatchObject({
    stage: 'not_started',
    seq: 13,
    count: 1,
    runs: 3,
    successes: 1,
    failures: 1,
    timeouts: 1,
  });
  tape.enter('d', 'pending');
  expect(workIn(tape).isPending).toBe(true);
});

test('count tells how often in a row it ended like that, until a success or another end', () => {
  const tape = new FactTape();
  const counts = ['failed', 'failed', 'succeeded', 'succeeded', 'failed', 'stopped', 'failed', 'failed'].map(
    (end, n) => {
      run(tape, `t${n}`, end, { reason: end === 'succeeded' ? undefined : 'x' });
      return workIn(tape).status().count;
    },
  );
  expect(counts).toEqual([1, 2, 1, 1, 1, 1, 1, 2]);
  run(tape, 'other', 'failed', { reason: 'y' });
  expect(workIn(tape).status().count).toBe(1);
});

test('flags and statuses are those of the newest task, history is that of all, by seq', () => {
  const tape = new FactTape().create('a', { name: 'load' }).create('b', { name: 'load' });
  tape.enter('b', 'running').enter('a', 'running').enter('b', 'failed').enter('a', 'succeeded');
  const work = workIn(tape);
  expect([work.hasFailed, work.isUnsuccessful, work.hasSucceeded]).toEqual([true, true, false]);
  expect(work.statuses.map(({ stage }) => stage)).toEqual(['running', 'failed']);
  expect(work.history.map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
  expect(work.tasks.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(work.latest?.id).toBe('b');
});

test('a task that ends without running is no run', () => {
  const tape = new FactTape().create('a', { name: 'load' }).enter('a', 'cancelled');
  expect(workIn(tape).status()).toMatchObject({ runs: 0, count: 1 });
});

test('pauses, retries and interruptions make no further run', () => {
  const tape = new FactTape().create('a', { name: 'load' }).enter('a', 'running').enter('a', 'paused');
  tape
    .enter('a', 'running')
    .enter('a', 'retrying')
    .enter('a', 'running')
    .enter('a', 'interrupted')
    .enter('a', 'running');
  expect(workIn(tape).status()).toMatchObject({ runs: 1, attempt: 3 });
});

test('the latest valid result is that of the newest success that was not taken back', () => {
  const tape = run(new FactTape(), 'a', 'succeeded', { result: 1 });
  run(tape, 'b', 'succeeded', { result: 2 });
  run(tape, 'c', 'failed');
  expect(workIn(tape).latestValidResult()).toBe(2);
  tape.write('b', { type: 'annotated', kind: 'invalidated', attempt: 1 });
  expect(workIn(tape).latestValidResult()).toBe(1);
});

test('metadata of a work is its own, and timings are of its attempts', () => {
  const tape = run(run(new FactTape(), 'a', 'succeeded'), 'b', 'failed').create('c', { name: 'other' });
  tape.write(undefined, { type: 'metadata_changed', work: 'load', patch: { team: 'x', tier: 1 } });
  tape.write(undefined, { type: 'metadata_changed', work: 'load', patch: { tier: 2 } });
  tape.write('a', { type: 'metadata_changed', patch: { mine: true } });
  expect(workIn(tape).metadata).toEqual({ team: 'x', tier: 2 });
  expect(workIn(tape).timings()).toMatchObject({ name: 'load', count: 2, total: 20, mean: 10 });
});

test('its timings leave steps out', () => {
  const tape = new FactTape().create('a', { name: 'load' }).enter('a', 'running');
  const step = tape.stepStarted('a', 'read');
  tape.pass(10).stepEnded('a', step).enter('a', 'succeeded');
  expect(workIn(tape).timings()).toMatchObject({ count: 1, total: 10 });
});

test('the count is of the end that the newest task came to, not of a run of other ends', () => {
  const tape = new FactTape();
  for (const id of ['a', 'b', 'newest']) tape.create(id, { name: 'load' }).enter(id, 'running');
  tape.enter('newest', 'failed', { reason: 'x' });
  for (const id of ['a', 'b']) tape.enter(id, 'failed', { reason: 'y' });
  expect(workIn(tape).status()).toMatchObject({ stage: 'failed', reason: 'x', count: 1 });
});

describe('the order of works', () => {
  /** The tasks `load1`, `save1`, `load2` and `save2`, of which the first of `save` began before that of `load`. */
  function interleaved(): FactTape {
    const tape = new FactTape();
    for (const id of ['load1', 'save1', 'load2', 'save2']) tape.create(id, { name: id.slice(0, 4) });
    for (const id of ['save1', 'load1', 'load2', 'save2']) tape.enter(id, 'running');
    return tape;
  }

  test('is that of their first task for those that are active, and of their first start for all', () => {
    const source = taskSource(interleaved().facts);
    expect([activeWorks(source), sequenceOf(source)]).toEqual([
      ['load', 'save'],
      ['save', 'load'],
    ]);
    expect(sequenceOf(taskSource(new FactTape().create('idle').facts))).toEqual([]);
  });

  test.each([
    ['the older first', ['load1', 'load2']],
    ['the newer first', ['load2', 'load1']],
    ['the newer one alone', ['load2']],
    ['of the other work', ['save2', 'save1']],
  ])('stays when tasks are let go, also after a new start: %s', (_, ids) => {
    const tape = interleaved();
    for (const id of ids) tape.enter(id, 'failed');
    tape.create('load3', { name: 'load' }).create('save3', { name: 'save' });
    const source = taskSource(tape.facts);
    const orders = () => [source, source.restored()].map((from) => [activeWorks(from), sequenceOf(from)]);
    const before = orders();
    source.letGo(...ids);
    expect(orders()).toEqual(before);
    expect(before[0]).toEqual([
      ['load', 'save'],
      ['save', 'load'],
    ]);
  });
});

describe('ends that were let go', () => {
  const failed = (reason: string) => ({ reason });

  test('still make a run longer, when the older ones are kept too', () => {
    const tape = run(run(new FactTape(), 'a', 'failed', failed('x')), 'b', 'failed', failed('x'));
    const source = taskSource(tape.facts);
    source.letGo('b');
    run(tape, 'c', 'failed', failed('x'));
    for (const from of [source, source.restored()]) expect(readingOf(from).status().count).toBe(3);
  });

  test('in whichever order they were let go: the newest one begins the run that goes on', () => {
    const tape = run(run(new FactTape(), 'a', 'failed', failed('x')), 'b', 'failed', failed('y'));
    const source = taskSource(tape.facts);
    source.letGo('b');
    source.letGo('a');
    run(tape, 'c', 'failed', failed('y'));
    for (const from of [source, source.restored()]) expect(readingOf(from).status().count).toBe(2);
  });

  test('leave the newest valid result, in whichever order they were let go', () => {
    const tape = run(new FactTape(), 'a', 'succeeded', { result: 1 });
    run(run(tape, 'b', 'succeeded', { result: 2 }), 'c', 'succeeded', { result: 3 });
    const source = taskSource(tape.facts);
    const valid = () => [source, source.restored()].map((from) => readingOf(from).latestValidResult());
    source.letGo('b');
    expect(valid()).toEqual([3, 3]);
    source.letGo('a');
    source.letGo('c');
    expect(valid()).toEqual([3, 3]);
  });
});
