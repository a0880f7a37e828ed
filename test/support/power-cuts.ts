import { expect } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import type { Owners } from '../../src/journal/owner.ts';
import { verify } from '../../src/journal/verify.ts';
import { JournalError } from '../../src/model/errors.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { Durability } from '../../src/ports/journal.ts';
import { counting } from './counting.ts';
import { ManualClock } from './manual-clock.ts';
import { Random } from './random.ts';
import { same } from './same.ts';
import { factAt } from './sample-facts.ts';
import { PowerCut, SimDisk } from './sim-disk.ts';

const directory = '/runs';
const durabilities: readonly Durability[] = ['turn', 'os', 'interval', 'always'];

/** What came of many power cuts. */
export interface Tally {
  cuts: number;
  facts: number;
  torn: number;
  /** Facts that nobody had promised, and that went. */
  unpromised: number;
  durableLost: number;
  garbage: number;
  refused: number;
  slowestMs: number;
}

export function noTally(): Tally {
  return { cuts: 0, facts: 0, torn: 0, unpromised: 0, durableLost: 0, garbage: 0, refused: 0, slowestMs: 0 };
}

/**
 * A journal that lives through several power cuts and process deaths, and is checked after each:
 * it opens; what it hands out is the beginning of what was appended; nothing is missing that was acknowledged as
 * durable; a checkpoint is the one that was given; a second opening finds the same.
 */
export class PowerCuts {
  readonly #random: Random;
  readonly #disk = new SimDisk();
  #clock = new ManualClock();
  readonly #tally: Tally;
  #pid = 1;
  /** All facts that were appended, and those whose append was cut short. */
  #facts: Fact[] = [];
  #unsure: Fact[] = [];
  /** How much must be there, and from where on. */
  #durable = 0;
  #retained = 1;
  #checkpoint = 0;

  constructor(seed: number, tally: Tally) {
    this.#random = new Random(seed);
    this.#tally = tally;
  }

  async run(generations: number): Promise<void> {
    for (let generation = 0; generation < generations; generation++) {
      await this.#live();
      const wasKilled = this.#lose();
      if (wasKilled && this.#random.chance(0.7)) continue;
      this.#check();
      this.#tally.cuts++;
    }
  }

  get #owners(): Owners {
    const pid = this.#pid;
    return {
      self: () => ({ host: 'sim', pid }),
      look: (owner) => (owner.pid === this.#pid ? 'alive' : 'dead'),
    };
  }

  #options() {
    return {
      files: this.#disk.files(),
      clock: this.#clock,
      owners: this.#owners,
      random: () => this.#random.below(2 ** 32),
    };
  }

  #open(durability: Durability) {
    const segmentBytes = this.#random.pick([700, 2000, 100_000]);
    return fileJournal(directory, { ...this.#options(), durability, segmentBytes });
  }

  async #live(): Promise<void> {
    this.#disk.cutIn = this.#random.below(120);
    this.#disk.fault = this.#random.chance(0.3) ? this.#faults() : () => undefined;
    try {
      const journal = this.#open(this.#random.pick(durabilities));
      this.#goOn(journal.recovery.last);
      for (let step = 0; step < 40 && !this.#disk.isOff; step++) await this.#step(journal);
    } catch (error) {
      if (!isExpected(error)) throw error;
    }
    this.#disk.fault = () => undefined;
  }

  /** What is really there decides which of the unsure facts have happened. */
  #goOn(last: number): void {
    expect(last).toBeGreaterThanOrEqual(this.#durable);
    this.#facts = [...this.#facts, ...this.#unsure].slice(0, last);
    this.#unsure = [];
  }

  /** Now and then an operation fails, or writes less than it was given. */
  #faults(): SimDisk['fault'] {
    const share = this.#random.pick([0.01, 0.1, 0.3]);
    return (operation) => {
      if (!this.#random.chance(share)) return undefined;
      if (operation === 'write' && this.#random.chance(0.5)) return { short: this.#random.below(400) };
      return { errno: this.#random.pick(['ENOSPC', 'EIO', 'EACCES']) };
    };
  }

  async #step(journal: ReturnType<typeof fileJournal>): Promise<void> {
    const choice = this.#random.below(20);
    if (choice < 10) this.#append(journal);
    else if (choice < 12) this.#clock.advance(this.#random.pick([0, 300, 1000]));
    else if (choice < 15) this.#disk.finishSyncs(1 + this.#random.below(3));
    else if (choice < 17) this.#watch(journal.flush(), this.#facts.length);
    else if (choice === 17) this.#keepCheckpoint(journal);
    else if (choice === 18) this.#letGo(journal);
    await microtasks();
  }

  #append(journal: ReturnType<typeof fileJournal>): void {
    const count = 1 + this.#random.below(4);
    const text = 'x'.repeat(this.#random.pick([0, 0, 10, 300, 900]));
    const facts = Array.from({ length: count }, (_, n) =>
      factAt(this.#facts.length + 1 + n, text + this.#random.below(1e6)),
    );
    this.#unsure = facts;
    try {
      journal.append(facts);
      this.#facts.push(...facts);
    } catch (error) {
      if (!isExpected(error)) throw error;
      if (isPowerCut(error)) return;
    }
    this.#unsure = [];
  }

  #watch(promise: Promise<void>, count: number): void {
    promise.then(
      () => {
        this.#durable = Math.max(this.#durable, count);
      },
      (error) => {
        if (!isExpected(error)) throw error;
      },
    );
  }

  #keepCheckpoint(journal: ReturnType<typeof fileJournal>): void {
    const upTo = this.#facts.length;
    const kept = journal.checkpoint(upTo, { upTo, text: 'c'.repeat(this.#random.below(1000)) });
    kept.then(
      () => {
        this.#checkpoint = Math.max(this.#checkpoint, upTo);
      },
      (error) => {
        if (!isExpected(error)) throw error;
      },
    );
  }

  #letGo(journal: ReturnType<typeof fileJournal>): void {
    const before = this.#random.below(this.#facts.length + 1);
    this.#retained = Math.max(this.#retained, before);
    this.#watch(
      journal.retain(before).then(() => undefined),
      0,
    );
  }

  /** The process dies or the power goes; a dead process is often followed by the next one without a closer look. */
  #lose(): boolean {
    const isKilled = this.#random.chance(0.35);
    if (isKilled) this.#disk.kill();
    else this.#disk.cutPower(this.#random);
    this.#clock = new ManualClock();
    this.#pid++;
    return isKilled;
  }

  #check(): void {
    const found = verify(directory, this.#options());
    this.#owing('refused', () => expect(['new', 'clean', 'torn']).toContain(found.verdict));
    const began = performance.now();
    const journal = this.#owing('refused', () => this.#open('os'));
    const facts = this.#owing('garbage', () => [...journal.read()]);
    const first = performance.now() - began;
    this.#compare(facts, journal.recovery.last);
    this.#compareCheckpoint(journal.restore());
    expect(found.facts).toBe(facts.length);
    this.#tally.torn += journal.recovery.torn ? 1 : 0;
    this.#pid++;
    const beganAgain = performance.now();
    same([...this.#open('os').read()], facts);
    const second = performance.now() - beganAgain;
    // the faster of the two: a machine that is busy with something else is not what is measured
    this.#tally.slowestMs = Math.max(this.#tally.slowestMs, Math.min(first, second));
    this.#pid++;
  }

  #compare(facts: readonly Fact[], last: number): void {
    const all = [...this.#facts, ...this.#unsure];
    const first = facts[0]?.seq ?? last + 1;
    this.#owing('garbage', () => same(facts, all.slice(first - 1, last)));
    this.#owing('durableLost', () => expect(first).toBeLessThanOrEqual(Math.max(1, this.#retained)));
    this.#owing('durableLost', () => expect(last).toBeGreaterThanOrEqual(this.#durable));
    this.#tally.unpromised += this.#facts.length - Math.min(last, this.#facts.length);
    this.#tally.facts += facts.length;
    this.#facts = all.slice(0, last);
    this.#unsure = [];
    this.#durable = last;
  }

  #owing<T>(kind: 'durableLost' | 'garbage' | 'refused', check: () => T): T {
    return counting(this.#tally, kind, check);
  }

  #compareCheckpoint(found: { upTo: number; parts: Record<string, unknown> } | undefined): void {
    expect(found?.upTo ?? 0).toBeGreaterThanOrEqual(this.#checkpoint);
    if (found !== undefined) expect(found.parts['upTo']).toBe(found.upTo);
    this.#checkpoint = found?.upTo ?? 0;
  }
}

function isExpected(error: unknown): boolean {
  return error instanceof JournalError;
}

function isPowerCut(error: unknown): boolean {
  return error instanceof Error && (error.cause instanceof PowerCut || isPowerCut(error.cause));
}

async function microtasks(): Promise<void> {
  for (let n = 0; n < 8; n++) await Promise.resolve();
}
