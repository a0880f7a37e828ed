import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import type { TrackerOptions } from '../../src/tracker/tracker-options.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const directory = temporaryDirectories();
const segmentBytes = 128 * 1024;
const segments = (where: string) => readdirSync(where).filter((name) => name.endsWith('.jsonl'));

function finish(tracker: Tracker, count: number): void {
  for (let at = 0; at < count; at++) {
    const task = tracker.task('load');
    task.start();
    task.succeed();
  }
}

/** Opens, lives and closes, in flushed pieces, so that segments are sealed. */
async function process(where: string, clock: FakeClock, retention: TrackerOptions['retention'], count: number) {
  const journal = fileJournal(where, { clock, segmentBytes, durability: 'turn' });
  const tracker = new Tracker({ journal, clock, timers: 'host', ...(retention && { retention }) });
  const found = tracker.counts();
  for (let piece = 0; piece < count; piece += 500) {
    finish(tracker, Math.min(500, count - piece));
    await tracker.flush();
  }
  await tracker.close();
  return { tracker, found };
}

test('of a journal that has grown old the counts stay, and what nobody may ask for any more is gone', async () => {
  const where = directory();
  const clock = new FakeClock(1_000_000);
  const retention = { maxTasks: 50, maxAge: { hours: 1 } };
  const { tracker } = await process(where, clock, retention, 3000);
  const [first] = [...tracker.at({ seq: 4 }).list()];
  const before = segments(where).length;
  expect(before).toBeGreaterThan(4);
  await clock.advance({ hours: 2 });
  expect((await process(where, clock, retention, 3000)).found).toEqual({ succeeded: 3000 });
  expect(segments(where)).not.toContain('00000001.jsonl');
  const journal = fileJournal(where, { clock, segmentBytes });
  const last = new Tracker({ journal, clock, timers: 'host', retention });
  expect([last.counts(), last.work('load').status().successes]).toEqual([{ succeeded: 6000 }, 6000]);
  expect([last.work('load').timings().count, last.list().length]).toEqual([6000, 50]);
  expect([last.recovered.checkpoint, last.health().dropped['facts']]).toEqual(['used', undefined]);
  const expired = expect.objectContaining({ code: 'expired' }) as Error;
  expect(() => last.at({ seq: 4 })).toThrow(expired);
  expect(() => last.history(first?.id as string)).toThrow(expired);
  expect(() => last.facts()).toThrow(expired);
  await last.close();
  rmSync(join(where, 'checkpoint.json'));
  const without = await Tracker.open(where, { clock, timers: 'host', retention });
  expect(without.recovered.checkpoint).toBe('absent');
  expect(without.health().dropped['facts']).toBeGreaterThan(2000);
  expect(without.counts()['succeeded']).toBeLessThan(6000);
  await without.close();
}, 30_000);

test('a checkpoint that is damaged, or missing, is as if there were none', async () => {
  const where = directory();
  const clock = new FakeClock(1_000_000);
  const { tracker } = await process(where, clock, { maxTasks: 50 }, 2600);
  const [first] = [...tracker.at({ seq: 4 }).list()];
  const file = join(where, 'checkpoint.json');
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
  writeFileSync(file, bytes);
  const later = await process(where, clock, { maxTasks: 50 }, 1);
  expect([later.found, later.tracker.recovered.checkpoint]).toEqual([{ succeeded: 2600 }, 'unusable']);
  const journal = fileJournal(where, { clock, segmentBytes });
  const next = new Tracker({ journal, clock, timers: 'host', retention: { maxTasks: 50 } });
  expect(next.counts()).toEqual({ succeeded: 2601 });
  expect(next.history(first?.id as string)?.map(({ stage }) => stage)).toEqual(['pending', 'running', 'succeeded']);
  expect(next.at({ seq: 4 }).counts()).toEqual({ succeeded: 1 });
  await next.close();
}, 30_000);
