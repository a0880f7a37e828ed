import type { Clock } from '../ports/clock.ts';
import { Heap } from './heap.ts';

/** Something that falls due. */
export interface Deadline {
  /** Monotonic milliseconds. */
  readonly due: number;
  /** Whether somebody awaits what only this can bring, so that the process is held. */
  readonly hold: boolean;
  /** It was cancelled, or has run. */
  readonly isOver: boolean;
}

interface Entry extends Deadline {
  hold: boolean;
  isOver: boolean;
  readonly order: number;
  readonly run: () => void;
}

interface Timer {
  readonly due: number;
  readonly hold: boolean;
  readonly clear: () => void;
}

/** So many cancelled ones may lie about, whatever their share is. */
const litter = 64;

/**
 * All that falls due, behind one timer.
 *
 * 1. What is due runs in order of its time; of equal times, in order of asking.
 * 2. One timer at most is set, none with `timers: 'host'`, and it holds the process only while some deadline is held.
 * 3. A cancelled deadline is dropped when its time comes, or when too many lie about.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #auto: boolean;
  readonly #report: (error: unknown) => void;
  readonly #heap = new Heap<Entry>(isBefore);
  #asked = 0;
  #held = 0;
  #cancelled = 0;
  #timer: Timer | undefined;

  /**
   * @param auto whether a timer is set; else somebody else calls `runDue`
   * @param report hears of what is thrown where something falls due
   */
  constructor(clock: Clock, auto: boolean, report: (error: unknown) => void) {
    this.#clock = clock;
    this.#auto = auto;
    this.#report = report;
  }

  /** When the first one falls due, monotonic milliseconds. */
  get nextDue(): number | undefined {
    return this.#next()?.due;
  }

  add(inMs: number, hold: boolean, run: () => void): Deadline {
    const due = this.#clock.monotonic() + Math.max(0, inMs);
    const entry: Entry = { due, hold, isOver: false, order: this.#asked++, run };
    if (hold) this.#held++;
    this.#heap.add(entry);
    this.#arm();
    return entry;
  }

  cancel(deadline: Deadline): void {
    if (!this.#end(deadline as Entry)) return;
    this.#cancelled++;
    if (this.#cancelled > litter && this.#cancelled * 2 > this.#heap.size) this.#tidy();
    this.#arm();
  }

  setHold(deadline: Deadline, hold: boolean): void {
    if (deadline.isOver || deadline.hold === hold) return;
    (deadline as Entry).hold = hold;
    this.#held += hold ? 1 : -1;
    this.#arm();
  }

  /** Runs all that is due now. One that throws keeps no other from being run. */
  runDue(): void {
    const now = this.#clock.monotonic();
    for (let next = this.#next(); next && next.due <= now; next = this.#next()) {
      this.#heap.takeFirst();
      this.#end(next);
      this.#try(next.run);
    }
    this.#arm();
  }

  #try(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#report(error);
    }
  }

  /** Cancels all. */
  clear(): void {
    for (const entry of this.#heap) this.#end(entry);
    this.#tidy();
    this.#arm();
  }

  /** The first that is not over. */
  #next(): Entry | undefined {
    while (this.#heap.first?.isOver) {
      this.#heap.takeFirst();
      this.#cancelled--;
    }
    return this.#heap.first;
  }

  #end(entry: Entry): boolean {
    if (entry.isOver) return false;
    entry.isOver = true;
    if (entry.hold) this.#held--;
    return true;
  }

  #tidy(): void {
    this.#heap.keep(({ isOver }) => !isOver);
    this.#cancelled = 0;
  }

  #arm(): void {
    if (!this.#auto) return;
    const due = this.nextDue;
    const hold = this.#held > 0;
    if (this.#timer && this.#timer.due === due && this.#timer.hold === hold) return;
    this.#timer?.clear();
    this.#timer = due === undefined ? undefined : this.#set(due, hold);
  }

  #set(due: number, hold: boolean): Timer {
    const ms = Math.max(0, Math.ceil(due - this.#clock.monotonic()));
    const fire = () => {
      this.#timer = undefined;
      this.#try(() => this.runDue());
      this.#try(() => this.#arm());
    };
    return { due, hold, clear: this.#clock.setTimer(fire, ms, hold) };
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.due === other.due ? one.order < other.order : one.due < other.due;
}
