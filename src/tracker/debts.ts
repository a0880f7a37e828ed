import type { Deadlines } from '../engine/deadlines.ts';
import { JournalError, NotFoundError, TransitionError } from '../model/errors.ts';

/**
 * `refused`: no road allows it; `unwritten`: it did not come about, mostly since the journal takes nothing, and is not
 * owed.
 */
export type Written = 'written' | 'refused' | 'unwritten';

const mostOwed = 10_000;
const everyMs = 1000;

/**
 * What bodies brought about while the journal took no facts. It is written when the journal takes some again.
 *
 * 1. It is written in the order in which it came about, and before anything that comes about later.
 * 2. It is tried again with each command, each tick and each second; that holds no process.
 * 3. What no road allows any more by then is recorded as rejected, and forgotten; so is what fails in another way.
 */
export class Debts {
  readonly #deadlines: Deadlines;
  readonly #report: (error: unknown) => void;
  readonly #owed: (() => void)[] = [];
  #isPaying = false;
  #isWaiting = false;
  #isClosed = false;
  /** How many were let go: there were too many, or the tracker was closed. */
  dropped = 0;

  /** @param report hears of what is thrown that is no refusal */
  constructor(deadlines: Deadlines, report: (error: unknown) => void) {
    this.#deadlines = deadlines;
    this.#report = report;
  }

  owe(write: () => void): void {
    if (this.#isClosed || this.#owed.length >= mostOwed) this.dropped++;
    else this.#owed.push(write);
    try {
      this.#wait();
    } catch (error) {
      this.#report(error);
    }
  }

  /** The last chance: from here on nothing is owed any more. */
  close(): void {
    this.tryToPay();
    this.#isClosed = true;
    this.dropped += this.#owed.splice(0).length;
  }

  #wait(): void {
    if (this.#isWaiting || this.#owed.length === 0) return;
    this.#deadlines.add(everyMs, false, () => {
      this.#isWaiting = false;
      if (!this.tryToPay()) this.#wait();
    });
    this.#isWaiting = true;
  }

  /** Writes it after what is owed, and never throws. */
  try(write: () => void): Written {
    try {
      this.pay();
      write();
      return 'written';
    } catch (error) {
      return this.whatOf(error);
    }
  }

  /** @throws JournalError while the journal does not take what is owed */
  pay(): void {
    if (this.#isPaying || this.#owed.length === 0) return;
    this.#isPaying = true;
    try {
      for (let first = this.#owed[0]; first; first = this.#owed[0]) {
        this.#writeOrForget(first);
        this.#owed.shift();
      }
    } finally {
      this.#isPaying = false;
    }
  }

  /** @returns whether nothing is owed any more */
  tryToPay(): boolean {
    if (this.#owed.length === 0) return true;
    return this.try(() => undefined) === 'written';
  }

  /** What an error says of what was to be written; one that nobody expected is reported. */
  whatOf(error: unknown): Written {
    if (error instanceof JournalError) return 'unwritten';
    if (isMoot(error)) return 'refused';
    this.#report(error);
    return 'unwritten';
  }

  #writeOrForget(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (error instanceof JournalError && error.code !== 'format') throw error;
      if (isMoot(error)) return;
      this.#report(error);
      this.dropped++;
    }
  }
}

/** No road allows it any more, or its task was let go. */
function isMoot(error: unknown): boolean {
  return error instanceof TransitionError || error instanceof NotFoundError;
}
