import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import { verify } from '../../src/journal/verify.ts';
import { FakeClock } from '../../src/testing.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { goldenJournals } from '../support/golden-journals.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const golden = fileURLToPath(new URL('fixtures/', import.meta.url));
/** `npm run golden` asks for those that are missing; what is there is never written again. */
const isMaking = process.env['GOLDEN'] === 'new';
const newDirectory = temporaryDirectories();
/** Whoever wrote them is gone. */
const owners = { self: () => ({ host: 'reader', pid: 2 }), look: () => 'dead' as const };

if (isMaking) {
  for (const [name, make] of Object.entries(goldenJournals)) {
    if (existsSync(golden + name)) continue;
    mkdirSync(golden + name, { recursive: true });
    for (const [file, bytes] of await make()) writeFileSync(`${golden}${name}/${file}`, bytes);
  }
}

const names = readdirSync(golden, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

describe('journals of earlier versions', () => {
  test('are all there', () => {
    expect(names).toEqual(expect.arrayContaining(Object.keys(goldenJournals)));
  });

  test.each(names)('%s reads as it always did', async (name) => {
    const text = await reading(name);
    const file = `${golden}${name}.txt`;
    if (isMaking && !existsSync(file)) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

/** All that a copy of it tells. */
async function reading(name: string): Promise<string> {
  const directory = `${newDirectory()}/runs`;
  cpSync(golden + name, directory, { recursive: true });
  const report = verify(directory, { owners });
  const journal = fileJournal(directory, { owners });
  const { recovery } = journal;
  const facts = [...journal.read()].map((fact) => JSON.stringify(fact));
  const clock = new FakeClock((recovery.lastSeenAt ?? 0) + 1000);
  const tracker = new Tracker({ journal, clock, timers: 'host' });
  const tasks = tracker.list().map(({ path, history, attempt }) => {
    return `${path}, attempt ${attempt}: ${history.map(({ stage, reason }) => stage + (reason ? ` (${reason})` : '')).join(', ')}`;
  });
  const { unknown = 0 } = tracker.health();
  const checkpoint = journal.restore();
  await tracker.close();
  return [
    `verdict ${report.verdict}, facts ${report.facts}, last ${report.last}, lost ${report.lost}, unknown ${report.unknown}`,
    `recovered ${recovery.verdict}, clean ${recovery.clean}, last seen ${recovery.lastSeenAt}, unknown ${unknown}`,
    `segments ${report.segments.map(({ file, first, last }) => `${file} ${first}-${last}`).join(', ')}`,
    `checkpoint ${JSON.stringify(checkpoint)}`,
    '',
    ...facts,
    '',
    ...tasks,
    `counts ${JSON.stringify(tracker.counts())}`,
    `metadata ${JSON.stringify(tracker.metadata('drive'))}`,
    `evolution ${JSON.stringify(tracker.evolution('table'))}`,
    '',
  ].join('\n');
}
