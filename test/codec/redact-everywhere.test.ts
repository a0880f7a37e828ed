import { inspect } from 'node:util';
import { expect, it, vi } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import { TrackerError } from '../../src/model/errors.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { Markers } from '../fixtures/privacy/markers.ts';
import { sinks } from '../fixtures/privacy/sinks.ts';
import { tellSecrets } from '../fixtures/privacy/tell-secrets.ts';
import { Random } from '../support/random.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const newDirectory = temporaryDirectories();
const found = (markers: Markers, text: string) => markers.all.filter((marker) => text.includes(marker));

it.each([1, 2, 3])('what looks confidential is found in no sink (seed %i)', { timeout: 60_000 }, async (seed) => {
  const markers = new Markers(new Random(seed));
  const directory = newDirectory();
  vi.stubEnv('WORKTRAIL_DB_PASSWORD', markers.bare());
  vi.stubEnv('WORKTRAIL_UPSTREAM', markers.text());
  const environment = { allow: ['WORKTRAIL_DB_PASSWORD', 'WORKTRAIL_UPSTREAM'] };
  const tracker = new Tracker({ journal: fileJournal(directory), environment });
  const open = sinks.map((sink) => sink(tracker, directory));
  tracker.events.once('transition', () => {
    throw new Error(markers.text());
  });

  const told = [...(await tellSecrets(tracker, markers)), ...(await tellSecrets(tracker, markers))];
  const thrown = told.filter((error) => error instanceof TrackerError);
  await tracker.drain({ timeout: 0, why: markers.text() });

  expect(markers.all.length).toBeGreaterThanOrEqual(200);
  expect(new Set(markers.all).size).toBe(markers.all.length);
  expect(thrown.length).toBeGreaterThan(30);
  expect(found(markers, inspect(thrown, { depth: 20, maxStringLength: null, maxArrayLength: null }))).toEqual([]);
  for (const sink of open.reverse()) {
    const text = await sink.read();
    expect(text.length, sink.name).toBeGreaterThan(50);
    expect(found(markers, text), sink.name).toEqual([]);
    if (sink.name === 'facts') expect(text.split(/\[redacted\]|\$redacted|\[secret:/).length).toBeGreaterThan(150);
  }
  await tracker.close();
});
