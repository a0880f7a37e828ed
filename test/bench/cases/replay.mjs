import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tracker } from '../../../dist/index.js';
import { fileJournal } from '../../../dist/journal.js';
import { temporaryFolder } from '../folder.mjs';
import { fresh } from '../fresh.mjs';
import { atLeast, atMost } from '../goals.mjs';
import { keepAll, worktrail } from '../peers/worktrail.mjs';

export const title = 'A million facts read from a journal, against JSON.parse of the same lines, held as strings';
const facts = 1_000_000 * Number(process.env.BENCH_SCALE ?? 1);
const coldProcesses = 3;
const passes = 5;

export async function measure() {
  const folder = join(temporaryFolder(), 'journal');
  await write(folder);
  const cold = {
    read: least(coldProcesses, () => fresh(import.meta.url, 'coldRead', folder)),
    parse: least(coldProcesses, () => fresh(import.meta.url, 'coldParse', folder)),
  };
  const warm = fresh(import.meta.url, 'warm', folder);
  const row = (what, ms) => ({ what, ms, 'facts a second': facts / (ms / 1000) });
  return {
    rows: [
      row('JSON.parse of the lines, first pass of a process', cold.parse),
      row('read, first pass of a process', cold.read),
      row('JSON.parse of the lines, later passes', warm.parse),
      row('read, later passes', warm.read),
      row('opening: every seal is looked at', warm.open),
      row('new Tracker({ journal }): read and remembered', warm.remembered),
    ],
    goals: [
      atMost('replay of a million facts, against JSON.parse, first pass', 1, cold.read / cold.parse),
      atMost('replay of a million facts, against JSON.parse, later passes', 1, warm.read / warm.parse),
      atLeast('replay, first pass', 2_000_000, facts / (cold.read / 1000), 'facts a second'),
      atLeast('replay, later passes', 2_000_000, facts / (warm.read / 1000), 'facts a second'),
    ],
  };
}

async function write(folder) {
  const journal = fileJournal(folder, { durability: 'turn' });
  const { life } = worktrail(0, { journal });
  for (let seq = 0; seq < facts; seq += 4) {
    life();
    if (seq % 40_000 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await journal.close();
}

export async function coldRead(folder) {
  const journal = fileJournal(folder);
  const ms = timed(() => readAll(journal));
  await journal.close();
  return ms;
}

export function coldParse(folder) {
  const lines = linesOf(folder);
  return timed(() => parseAll(lines));
}

/** The passes of the two take turns. */
export async function warm(folder) {
  let journal;
  const open = timed(() => (journal = fileJournal(folder)));
  const lines = linesOf(folder);
  const best = { read: Number.POSITIVE_INFINITY, parse: Number.POSITIVE_INFINITY };
  for (let pass = 0; pass < passes; pass++) {
    best.parse = Math.min(
      best.parse,
      timed(() => parseAll(lines)),
    );
    best.read = Math.min(
      best.read,
      timed(() => readAll(journal)),
    );
  }
  lines.length = 0;
  const remembered = timed(() => new Tracker({ ...keepAll, journal }));
  await journal.close();
  return { ...best, open, remembered };
}

function linesOf(folder) {
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'latin1').split('\n'));
  return lines.filter((line) => line.startsWith('{"seq":'));
}

function readAll(journal) {
  let sum = 0;
  for (const { seq } of journal.read()) sum += seq;
  return sum;
}

function parseAll(lines) {
  let sum = 0;
  for (const line of lines) sum += JSON.parse(line).seq;
  return sum;
}

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function least(times, measureOnce) {
  return Math.min(...Array.from({ length: times }, measureOnce));
}
