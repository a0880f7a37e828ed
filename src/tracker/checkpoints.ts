import type { Engine } from '../engine/engine.ts';
import { JournalError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import type { Checkpoint, Journal } from '../ports/journal.ts';

/** So many facts come between two checkpoints: they are read in well under a second. */
const usually = 100_000;

/** Up to here all facts were older than that moment. */
interface Mark {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Checkpoints of what a tracker remembers, so that a later process need not read all facts.
 *
 * 1. They are made from time to time, and at the end; one that fails does no harm.
 * 2. Facts that are older than `maxAge` are let go of the journal, where one was given: whole segments, which a checkpoint
 *    stands for, and in which there is no fact of a task that is kept.
 */
export class Checkpoints {
  readonly #journal: Journal;
  readonly #engine: Engine;
  readonly #maxAge: number;
  readonly #every: number;
  #last = 0;
  #marks: readonly Mark[] = [];
  #underWay: Promise<void> | undefined;
  #isHeld = true;

  /** @param maxAge milliseconds */
  constructor(journal: Journal, engine: Engine, maxAge: number) {
    this.#journal = journal;
    this.#engine = engine;
    this.#maxAge = maxAge;
    this.#every = journal.checkpointEvery ?? usually;
  }

  /** Takes over the newest one. @returns up to which fact, 0 where there is none that fits */
  restore(): number {
    const checkpoint = this.#journal.restore?.();
    if (!checkpoint || !this.#restored(checkpoint)) return 0;
    this.#marks = (checkpoint.parts['marks'] ?? []) as unknown as readonly Mark[];
    this.#last = checkpoint.upTo;
    return checkpoint.upTo;
  }

  /** @throws JournalError `format` for what no tracker has made */
  #restored({ upTo, parts }: Checkpoint): boolean {
    try {
      return this.#engine.restore(parts);
    } catch (cause) {
      const message = `The checkpoint of the facts up to ${upTo} holds something else than a tracker makes.`;
      const fix = 'Move checkpoint.json elsewhere; all facts that are kept are read instead.';
      throw new JournalError('format', message, fix, { cause, details: { seq: upTo } });
    }
  }

  /** All is remembered that there was: from now on, the next ones are made. A start is not held up by one. */
  begin(): void {
    this.#isHeld = false;
  }

  /** Facts up to this one are written: it may be time for the next one, after what is being done. */
  written(seq: number): void {
    if (seq - this.#last < this.#every || this.#underWay || this.#isHeld) return;
    this.#underWay = Promise.resolve().then(() => this.#make());
  }

  /** The last one; undefined where nothing is to be waited for. */
  end(): Promise<void> | undefined {
    const isWorth = this.#engine.ledger.seq - this.#last >= this.#every / 10;
    if (this.#underWay) return this.#underWay.then(() => (isWorth ? this.#make() : undefined));
    return isWorth ? this.#make() : undefined;
  }

  async #make(): Promise<void> {
    try {
      await this.#keep();
    } catch {
      // the journal has all facts, and says by itself how it is
    } finally {
      this.#underWay = undefined;
    }
  }

  async #keep(): Promise<void> {
    const { upTo, parts } = this.#engine.save();
    this.#last = upTo;
    const now = this.#engine.ledger.now();
    this.#marks = [...this.#marks, { seq: upTo, at: now }];
    const old = this.#marks.findLast(({ at }) => at < now - this.#maxAge);
    if (old) this.#marks = this.#marks.slice(this.#marks.indexOf(old));
    await this.#journal.checkpoint?.(upTo, { ...parts, marks: this.#marks as unknown as Json });
    if (old) await this.#journal.retain?.(Math.min(old.seq, this.#engine.ledger.oldest));
  }
}
