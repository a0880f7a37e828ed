import { describe, expect, test } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { Task } from '../../src/tracker/task.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { Keeping } from '../support/keeping-journal.ts';
import { temporaryDirectories } from '../support/temporary.ts';
import { rejection } from './rig.ts';

const newDirectory = temporaryDirectories();
const few = { maxTasks: 2 };
const expired = expect.objectContaining({ name: 'NotFoundError', code: 'expired' }) as Error;
const value = { at: new Date(7), rows: new Map([['a', 1]]) };

/** Lets go of all tasks that ended before. */
function fill(tracker: Tracker, count = 5): void {
  for (let at = 0; at < count; at++) {
    const task = tracker.task('other');
    task.start();
    task.succeed();
  }
  expect(tracker.list()).toHaveLength(2);
}

/** A work that counts how often its body runs. */
function loading(tracker: Tracker, once: true | 'journal' = 'journal', body: (n: number) => unknown = () => value) {
  const hits: Task[] = [];
  const ran: number[] = [];
  tracker.events.on('cache_hit', ({ task }) => void hits.push(task));
  const load = tracker.track('load', (n: number) => (ran.push(n), body(n)), { once });
  return { load, ran, hits };
}

describe("once: 'journal' of what was let go of memory", () => {
  test('reuses the recorded value: no body, no fact, an event', async () => {
    const journal = new Keeping();
    const tracker = new Tracker({ journal, retention: few });
    const { load, ran, hits } = loading(tracker);
    const { id } = await load
      .start(1)
      .settled()
      .then(() => load.work.latest as Task);
    fill(tracker);
    const before = [...journal.read()].length;
    const again = await load(1);
    expect(again).toEqual(value);
    expect(again).not.toBe(value);
    expect([ran, hits.map((task) => [task.id, task.path]), [...journal.read()].length]).toEqual([
      [1],
      [[id, 'load']],
      before,
    ]);
    expect(tracker.get(id)).toBeUndefined();
  });

  test('its handle says what any handle says of a task that was let go', async () => {
    const tracker = new Tracker({ journal: memoryJournal(), retention: few });
    const { load } = loading(tracker);
    await load(1);
    fill(tracker);
    const task = load.start(1);
    expect([task.name, task.key, task.hasSucceeded, task.isSettled, task.cancel()]).toEqual([
      'load',
      '[1]',
      true,
      true,
      false,
    ]);
    await expect(task.settled()).rejects.toEqual(expired);
    for (const refused of [() => task.status(), () => task.history, () => task.note('x'), () => task.children])
      expect(refused).toThrow(expired);
  });

  test('also after a given id, a restart, and a restart with a checkpoint', async () => {
    for (const count of [5, 2600]) {
      let made = 0;
      const journal = new Keeping();
      const options = { journal, retention: few, createId: () => `given ${made++}` };
      const first = new Tracker(options);
      await loading(first).load(1);
      fill(first, count);
      expect(await loading(first).load(1)).toEqual(value);
      await first.close();
      expect(journal.checkpoints).toHaveLength(count === 5 ? 0 : 1);
      const next = new Tracker(options);
      expect(next.list()).toHaveLength(2);
      const read = journal.reads;
      const { load, ran, hits } = loading(next);
      expect([await load(1), await load(1), ran]).toEqual([value, value, []]);
      expect(hits.map(({ id }) => id)).toEqual(['given 0', 'given 0']);
      expect(journal.reads - read).toBe(5);
      await expect(load.start(1).settled()).rejects.toEqual(expired);
    }
  });

  test('from files too', async () => {
    const directory = newDirectory();
    const first = new Tracker({ journal: fileJournal(directory), retention: few });
    await loading(first).load(1);
    fill(first);
    await first.close();
    const next = new Tracker({ journal: fileJournal(directory), retention: few });
    const { load, ran } = loading(next);
    expect([await load(1), ran]).toEqual([value, []]);
    await next.close();
  });

  test('reads nothing for a key that was never seen, nor for one that is kept', async () => {
    const journal = new Keeping();
    const tracker = new Tracker({ journal, retention: few });
    const { load, ran } = loading(tracker);
    await load(1);
    fill(tracker);
    const read = journal.reads;
    await load(2);
    await load(2);
    expect([ran, journal.reads]).toEqual([[1, 2], read]);
  });

  test('`once: true` runs again, and reads nothing', async () => {
    const journal = new Keeping();
    const tracker = new Tracker({ journal, retention: few });
    const { load, ran } = loading(tracker, true);
    await load(1);
    fill(tracker);
    await load(1);
    expect([ran, journal.reads]).toEqual([[1, 1], 0]);
  });

  test('goes by the newest end: one that was taken back, cut or cancelled runs again', async () => {
    class Rows {
      readonly count = 1;
    }
    const spoiled: readonly [(n: number) => unknown, (task: Task) => unknown][] = [
      [() => 1, (task) => task.invalidate('stale')],
      [() => new Rows(), () => undefined],
      [() => new Promise(() => undefined), (task) => task.cancel()],
    ];
    for (const [body, spoil] of spoiled) {
      const tracker = new Tracker({ journal: memoryJournal(), retention: few });
      const again = loading(tracker);
      await again.load(1);
      fill(tracker);
      const newer = tracker.track('load', body, { key: () => '[1]', grace: 0 });
      const task = newer.start(1);
      await Promise.resolve().then(() => undefined);
      spoil(task);
      await task.settled();
      fill(tracker);
      const { load, ran } = loading(tracker);
      await load(1);
      expect(ran).toEqual([1]);
    }
  });

  test('hands out a failure as a RecordedError, with cacheFailures only', async () => {
    const tracker = new Tracker({ journal: memoryJournal(), retention: few });
    let fails = true;
    const body = () => {
      if (fails) throw Object.assign(new TypeError('no'), { code: 'E_NO' });
      return 1;
    };
    const load = tracker.track('load', body, { once: 'journal', cacheFailures: true });
    await rejection(load());
    fill(tracker);
    fails = false;
    const again = await rejection(load());
    expect(again).toMatchObject({ name: 'RecordedError', message: 'no', code: 'E_NO' });
    expect(await load.with({ onError: 'capture' })()).toBeUndefined();
    expect(load.start().hasFailed).toBe(true);
    expect(await load.with({ cacheFailures: false })()).toBe(1);
  });

  test('keeps the caught error of onError: value', async () => {
    const tracker = new Tracker({ journal: memoryJournal(), retention: few });
    const fail = (): number => {
      throw new Error('no');
    };
    const load = tracker.track('load', fail, { once: 'journal', onError: 'value' });
    await load();
    fill(tracker);
    const [none, error] = await load();
    expect(none).toBeUndefined();
    expect(error).toMatchObject({ name: 'RecordedError', message: 'no' });
  });

  test('runs again what the journal has let go of too', async () => {
    const journal = new Keeping();
    const tracker = new Tracker({ journal, retention: few });
    const { load, ran, hits } = loading(tracker);
    await load(1);
    fill(tracker);
    const facts = [...journal.read()];
    journal.read = (since?: number) => facts.filter(({ seq }) => seq > Math.max(since ?? 0, 6));
    await load(1);
    expect([ran, hits]).toEqual([[1, 1], []]);
  });

  test('runs again without a journal', async () => {
    const tracker = new Tracker({ retention: few });
    const { load, ran } = loading(tracker);
    await load(1);
    fill(tracker);
    await load(1);
    expect(ran).toEqual([1, 1]);
  });
});
