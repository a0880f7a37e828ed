import type { Deadlines } from '../engine/deadlines.ts';
import { JournalError, TransitionError } from '../model/errors.ts';

const mostOwed = 10_000;
const everyMs = 1000;

/**
 * What bodies brought about while the journal took no facts. It is written when the journal takes some again.
 *
 * 1. It is written in the order in which it came about, and before anything that comes about later.
 * 2. It is tried again with each command, each tick and each second; that holds no process.
 * 3. What no road allows any more by then is recorded as rejected, and forgotten.
 */
export class Debts {
  readonly #deadlines: Deadlines;
  readonly #owed: (() => void)[] = [];
  #isPaying = false;
  #isWaiting = false;
  #isClosed = false;
  /** How many were let go: there were too many, or the tracker was closed. */
  dropped = 0;

  constructor(deadlines: Deadlines) {
    this.#deadlines = deadlines;
  }

  owe(write: () => void): void {
    if (this.#isClosed || this.#owed.length >= mostOwed) this.dropped++;
    else this.#owed.push(write);
    this.#wait();
  }

  /** The last chance: from here on nothing is owed any more. */
  close(): void {
    this.tryToPay();
    this.#isClosed = true;
    this.dropped += this.#owed.splice(0).length;
  }

  #wait(): void {
    if (this.#isWaiting || this.#owed.length === 0) return;
    this.#isWaiting = true;
    this.#deadlines.add(everyMs, false, () => {
      this.#isWaiting = false;
      if (!this.tryToPay()) this.#wait();
    });
  }

  /** Writes it after what is owed. `refused`: no road allows it; `unwritten`: the journal takes nothing, nothing is owed. */
  try(write: () => void): 'written' | 'refused' | 'unwritten' {
    try {
      this.pay();
      write();
      return 'written';
    } catch (error) {
      if (error instanceof JournalError) return 'unwritten';
      if (error instanceof TransitionError) return 'refused';
      throw error;
    }
  }

  /** @throws JournalError while the journal does not take what is owed */
  pay(): void {
    if (this.#isPaying || this.#owed.length === 0) return;
    this.#isPaying = true;
    try {
      for (let first = this.#owed[0]; first; first = this.#owed[0]) {
        writeOrForget(first);
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
}

function writeOrForget(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof TransitionError)) throw error;
  }
}
