import { expect, it } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { testTracker } from '../../src/testing.ts';
import { Tracker } from '../../src/tracker/tracker.ts';

/** A journal that refuses some appends, counted from 0. */
function faulty(from: number, count: number): Journal {
  const kept = memoryJournal();
  let at = 0;
  return {
    append(facts) {
      const isRefused = at >= from && at < from + count;
      at++;
      if (isRefused) throw new Error('no room');
      kept.append(facts);
    },
    read: (since) => kept.read(since),
    flush: () => kept.flush(),
    close: () => kept.close(),
  };
}

/** Calls of every kind, and what their callers get. */
async function scenario(journal: Journal) {
  const { tracker, clock } = testTracker({ journal, openTasks: 'allow' });
  const boom = new Error('boom');
  const later = (ms: number) => new Promise<void>((resolve) => void clock.setTimer(resolve, ms));
  const line = tracker.track('line', async (n: number) => later(10).then(() => n), { concurrency: 1 });
  const inner = tracker.track('inner', async (n: number) => later(5).then(() => n), { key: String });
  const outer = tracker.track('outer', async () => (await inner(1)) + (await inner(2)));
  const pair = tracker.track('pair', async () => Promise.reject(boom), { onError: 'value' });
  const bad = tracker.track('bad', async () => later(3).then(() => Promise.reject(boom)));
  const step = tracker.track(
    'step',
    async () => tracker.current?.step('part', () => later(2).then(() => 'parted')) ?? later(2).then(() => 'parted'),
  );
  const results = Promise.allSettled([line(1), line(2), line(3), outer(), pair(), bad(), step()]);
  await clock.advance({ seconds: 10 });
  return { tracker, clock, boom, results: await results };
}

it.each([1, 2, 5])('whatever append is refused, %i in a row, each caller gets what its body gave', async (count) => {
  for (let from = 0; from < 32; from++) {
    const { tracker, clock, boom, results } = await scenario(faulty(from, count));
    expect(results, `from ${from}`).toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'fulfilled', value: 2 },
      { status: 'fulfilled', value: 3 },
      { status: 'fulfilled', value: 3 },
      { status: 'fulfilled', value: [undefined, boom] },
      { status: 'rejected', reason: boom },
      { status: 'fulfilled', value: 'parted' },
    ]);
    await clock.advance({ seconds: 10 });
    const open = tracker.list().filter((task) => !task.isSettled);
    expect(
      open.map(({ path }) => path),
      `open from ${from}`,
    ).toEqual([]);
    const replayed = Tracker.from(tracker.facts());
    expect(replayed.list().map((task) => task.status())).toEqual(tracker.list().map((task) => task.status()));
  }
});
