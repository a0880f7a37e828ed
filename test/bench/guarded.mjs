/** What `guard.mjs` measures. Each export runs in a process of its own and hands back one number. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tracker } from '../../dist/index.js';
import { fileJournal } from '../../dist/journal.js';
import { bursts, compare, compareAwaited } from './compare.mjs';
import { temporaryFolder } from './folder.mjs';
import { bytesInUse } from './memory.mjs';
import { byHand, trackedByHand } from './peers/by-hand.mjs';
import { linesByHand } from './peers/by-hand-lines.mjs';
import { factsOfLife } from './peers/facts.mjs';
import { journalled } from './peers/journalled.mjs';
import { changed, recordOf } from './peers/values.mjs';
import { trackerOf, worktrail } from './peers/worktrail.mjs';

export function life() {
  return ratio(compare({ ours: bursts(worktrail()), theirs: bursts(byHand()) }));
}

export async function call() {
  const body = async (n) => n;
  const ours = new Tracker({ context: 'explicit' }).track('body', body);
  const theirs = trackedByHand(body);
  return ratio(await compareAwaited({ ours: () => ours(1), theirs: () => theirs(1) }));
}

export function journal() {
  const folder = temporaryFolder();
  return ratio(compare({ ours: bursts(journalled(folder, 'os')), theirs: linesByHand(folder).life }));
}

export async function replay() {
  const folder = join(temporaryFolder(), 'journal');
  const journal = fileJournal(folder, { durability: 'turn' });
  for (let seq = 1; seq < 8000; seq += 4) journal.append(factsOfLife(seq));
  await journal.flush();
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'latin1').trim().split('\n'));
  const facts = lines.slice(1);
  const read = () => [...journal.read()].length;
  const times = compare({ ours: read, theirs: () => facts.map((line) => JSON.parse(line)).length });
  await journal.close();
  return ratio(times);
}

export function growth() {
  const lives = (tracker) => () => {
    const task = tracker.task('job');
    task.start();
    task.succeed();
  };
  return ratio(compare({ ours: lives(trackerOf(100_000)), theirs: lives(trackerOf(10_000)) }));
}

export function list() {
  const lists = (finished) => {
    const tracker = trackerOf(finished);
    for (let task = 0; task < 10; task++) tracker.task('open').start();
    return () => tracker.list({ stage: 'running' });
  };
  return ratio(compare({ ours: lists(100_000), theirs: lists(1000) }));
}

export function observe() {
  const values = [recordOf(100), changed(recordOf(100), 1)];
  const task = new Tracker().task('job');
  task.start();
  let round = 0;
  const ours = () => task.observe('record', values[++round % 2]);
  return ratio(compare({ ours, theirs: () => structuredClone(values[0]) }));
}

/** The young generation has to be so large that nothing is collected in between. */
export function bytesAllocated() {
  const lives = 20_000;
  const contestant = worktrail();
  for (let count = 0; count < lives; count++) contestant.life();
  contestant.clear();
  const before = bytesInUse();
  for (let count = 0; count < lives; count++) contestant.life();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external - before) / lives;
}

export function bytesKept() {
  const before = bytesInUse();
  const tracker = trackerOf(100_000);
  const bytes = (bytesInUse() - before) / 100_000;
  return tracker.counts().succeeded === 100_000 ? bytes : Number.NaN;
}

function ratio({ ours, theirs }) {
  return ours / theirs;
}
