import { expect, test } from 'vitest';
import type { FileJournal } from '../../src/journal/file-journal.ts';
import type { Verification } from '../../src/journal/verify.ts';
import { JournalError } from '../../src/model/errors.ts';
import type { Fact } from '../../src/model/facts.ts';
import { counting } from '../support/counting.ts';
import { type Damaged, damaged } from '../support/damage.ts';
import { tellFigures } from '../support/figures.ts';
import { Random } from '../support/random.ts';
import { same } from '../support/same.ts';
import { factAt } from '../support/sample-facts.ts';
import { SimMachine } from '../support/sim-journal.ts';

/** How many; `npm run durable` asks for 100,000. */
const rounds = Number(process.env['DAMAGED_JOURNALS'] ?? 1000);
const seed = Number(process.env['DAMAGED_JOURNALS_SEED'] ?? 1);

interface Tally {
  journals: number;
  repaired: number;
  wrongFacts: number;
  intactLost: number;
  promisedLost: number;
  /** Errors that say nothing of a journal, and verdicts that do not agree. */
  otherErrors: number;
  slowestMs: number;
}

interface Round {
  readonly random: Random;
  readonly tally: Tally;
}

interface Sample {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly facts: readonly Fact[];
}

/** A journal of some segments, flushed now and then, closed or not. */
async function sample(random: Random): Promise<Sample> {
  const machine = new SimMachine(random.below(1e9));
  machine.disk.eager = true;
  const facts: Fact[] = [];
  const journal = machine.open({ durability: 'os', segmentBytes: random.pick([600, 1500, 1e6]) });
  for (let count = random.below(14); count > 0; count--) {
    const fact = factAt(facts.length + 1, 'x'.repeat(random.below(90)));
    journal.append([fact]);
    facts.push(fact);
    if (random.chance(0.4)) await journal.flush();
  }
  if (random.chance(0.3)) await journal.checkpoint(facts.length, { facts: facts.length });
  if (random.chance(0.5)) await journal.close();
  const files = new Map(machine.disk.names().map((name) => [name, Buffer.from(machine.disk.content(name) as Buffer)]));
  return { files, facts };
}

/** The facts whose lines, and all before them, stand before the damage. */
function intact({ files }: Sample, name: string, { from }: Damaged): number {
  let count = 0;
  for (const [each, bytes] of files) {
    if (!each.endsWith('.jsonl') || each > name) continue;
    const whole = each === name ? bytes.subarray(0, bytes.lastIndexOf(10, Math.max(0, from - 1)) + 1) : bytes;
    count += whole
      .toString('latin1')
      .split('\n')
      .filter((line) => line.startsWith('{"seq"')).length;
  }
  return count;
}

/** The highest fact of which an undamaged line, or an undamaged later segment, says that it was on stable storage. */
function promised({ files }: Sample, name: string, { bytes }: Damaged): number {
  const segments = [...files.keys()].filter((each) => each.endsWith('.jsonl'));
  const later = segments[segments.indexOf(name) + 1];
  const lines = new Set(String(files.get(name)).split('\n'));
  const left = String(bytes)
    .split('\n')
    .filter((line) => lines.has(line));
  const marks = left.map((line) => Number(/,"y":(\d+),"crc":"\w{8}"}$/.exec(line)?.[1] ?? 0));
  const before =
    later === undefined || !name.endsWith('.jsonl') ? 1 : Number(/"first":(\d+)/.exec(String(files.get(later)))?.[1]);
  return Math.max(before - 1, ...marks);
}

function opened(machine: SimMachine): FileJournal | JournalError {
  try {
    return machine.open();
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
}

function openedOrRepaired(machine: SimMachine, report: Verification): FileJournal {
  const journal = opened(machine);
  if (!(journal instanceof JournalError)) return journal;
  expect(journal.code).toBe('corrupt');
  expect(report.verdict).toBe('corrupt');
  expect(machine.repair().facts).toBe(report.facts);
  return machine.open();
}

function check({ files, facts }: Sample, name: string, harm: Damaged, whole: number, { random, tally }: Round): void {
  const machine = new SimMachine(random.below(1e9));
  machine.bury(1);
  machine.pid = 2;
  for (const [each, bytes] of files) machine.disk.put(each, each === name ? harm.bytes : bytes);
  const report = counting(tally, 'otherErrors', () => machine.verify());
  const journal = counting(tally, 'otherErrors', () => openedOrRepaired(machine, report));
  const checkpoint = counting(tally, 'otherErrors', () => journal.restore());
  const since = checkpoint?.upTo ?? 0;
  const found = counting(tally, 'otherErrors', () => [...journal.read(since)]);
  const last = since + found.length;
  counting(tally, 'wrongFacts', () => {
    if (checkpoint !== undefined) expect(checkpoint.parts).toEqual({ facts: since });
    same(found, facts.slice(since, last));
    expectSound(() => [...journal.read()], facts);
  });
  counting(tally, 'intactLost', () => expect(last).toBeGreaterThanOrEqual(whole));
  if (report.verdict === 'corrupt') tally.repaired++;
  else expectPromised(last, report, promised({ files, facts }, name, harm), tally);
  machine.kill();
  counting(tally, 'wrongFacts', () => same([...machine.open().read(since)], found));
}

/** Where nothing was refused, nothing is missing that was promised. */
function expectPromised(last: number, report: Verification, owed: number, tally: Tally): void {
  counting(tally, 'promisedLost', () => expect(last).toBeGreaterThanOrEqual(owed));
  counting(tally, 'otherErrors', () => expect(report.facts).toBe(last));
}

/** What a checkpoint stands for is looked at only when it is read. */
function expectSound(read: () => readonly Fact[], facts: readonly Fact[]): void {
  try {
    const found = read();
    same(found, facts.slice(0, found.length));
  } catch (error) {
    expect(error).toMatchObject({ code: 'corrupt' });
  }
}

test(`${rounds} damaged journals give no wrong fact and lose none that is intact`, { timeout: 1_200_000 }, async () => {
  const tally = {
    journals: 0,
    repaired: 0,
    wrongFacts: 0,
    intactLost: 0,
    promisedLost: 0,
    otherErrors: 0,
    slowestMs: 0,
  };
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    for (let at = seed; at < seed + rounds; at++) await damageOnce(at, tally);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    tellFigures('damaged journals', tally);
  }
  expect(({} as { a?: number }).a).toBeUndefined();
});

async function damageOnce(at: number, tally: Tally): Promise<void> {
  const random = new Random(at);
  const journal = await sample(random);
  const name = random.pick([...journal.files.keys()]);
  const harm = damaged(journal.files.get(name) as Buffer, random);
  const whole = name.endsWith('.jsonl') ? intact(journal, name, harm) : journal.facts.length;
  const began = performance.now();
  tally.journals++;
  try {
    check(journal, name, harm, whole, { random, tally });
  } catch (error) {
    throw new Error(`DAMAGED_JOURNALS_SEED=${at} DAMAGED_JOURNALS=1 shows it again`, { cause: error });
  }
  tally.slowestMs = Math.max(tally.slowestMs, performance.now() - began);
}
