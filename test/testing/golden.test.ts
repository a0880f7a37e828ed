import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { record, testTracker, toGolden } from '../../src/testing.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const directory = temporaryDirectories();

test('record tells a scenario in words: the tree, then every fact', async () => {
  const { tracker, clock } = testTracker();
  const load = tracker.track('load', async () => {
    throw new Error('no such file');
  });
  tracker
    .track('nightly', () => load())
    .start()
    .result()
    .catch(() => undefined);
  await clock.advance(0);
  expect(record(tracker)).toBe(
    [
      'nightly: pending → running → failed (user_exception)',
      '  load: pending → running → failed (user_exception)',
      '',
      '#1  0 ms  nightly       created',
      '#2  0 ms  nightly       → pending, attempt 0',
      '#3  0 ms  nightly       → running, attempt 1',
      '#4  0 ms  nightly/load  created',
      '#5  0 ms  nightly/load  → pending, attempt 0',
      '#6  0 ms  nightly/load  → running, attempt 1',
      '#7  0 ms  nightly/load  → failed (user_exception), attempt 1 Error: “no such file”',
      '#8  0 ms  nightly       → failed (user_exception), attempt 1 Error: “no such file”',
      '',
    ].join('\n'),
  );
  expect(record(testTracker().tracker)).toBe('\n');
});

test('the same scenario gives the same text, whatever the ids', async () => {
  const texts = await Promise.all(
    [undefined, () => Math.random().toString(36)].map(async (createId) => {
      const { tracker } = testTracker(createId && { createId });
      const first = tracker.task('first');
      tracker.track('then', () => 1, { after: [first] }).start();
      first.start();
      first.succeed();
      return record(tracker);
    }),
  );
  expect(texts[0]).toBe(texts[1]);
});

test('a text is compared with its file, and written by a flag only', async () => {
  const file = join(directory(), 'load.txt');
  await expect(toGolden('one\n', file)).rejects.toMatchObject({ code: 'golden', message: /There is no golden file/ });
  expect(existsSync(file)).toBe(false);
  await toGolden('one\n', file, { update: true });
  await toGolden('one\n', pathToFileURL(file));
  const other = await toGolden('one\ntwo\n', file).catch((error: unknown) => error);
  expect(other).toMatchObject({ code: 'golden', expected: 'one\n', actual: 'one\ntwo\n', message: /from line 2 on/ });
});

test.each([
  ['one', 'one\ntwo', 'line 2 (“”, now “two”)'],
  ['one\ntwo', 'one', 'line 2 (“two”, now “”)'],
  ['one\ntwo', 'zero\ntwo', 'line 1 (“one”, now “zero”)'],
])('where %j becomes %j, the difference begins in %s', async (before, now, place) => {
  const file = join(directory(), 'load.txt');
  await toGolden(before, file, { update: true });
  await expect(toGolden(now, file)).rejects.toThrow(`from ${place} on`);
});

test('UPDATE is the flag', async () => {
  const file = join(directory(), 'load.txt');
  for (const off of ['', '0']) {
    vi.stubEnv('UPDATE', off);
    await expect(toGolden('one', file)).rejects.toThrow();
  }
  vi.stubEnv('UPDATE', '1');
  await toGolden('one', file);
  expect(readFileSync(file, 'utf8')).toBe('one');
});
