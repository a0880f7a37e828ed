import type { Clock } from '../ports/clock.ts';

/** Something that falls due. */
export interface Deadline {
  /** Monotonic milliseconds. */
  readonly due: number;
  /** Whether somebody awaits what only this can bring, so that the process is held. */
  hold: boolean;
  cancelled: boolean;
  readonly run: () => void;
}

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
  #heap: (Deadline & { readonly order: number })[] = [];
  #order = 0;
  #held = 0;
  #dropped = 0;
  #timer: { readonly at: number; readonly hold: boolean; readonly clear: () => void } | undefined;

  constructor(clock: Clock, auto: boolean) {
    this.#clock = clock;
    this.#auto = auto;
  }

  get nextDue(): number | undefined {
    this.#sweepTop();
    return this.#heap[0]?.due;
  }

  add(inMs: number, hold: boolean, run: () => void): Deadline {
    const deadline = { due: this.#clock.monotonic() + Math.max(0, inMs), hold, cancelled: false, run, order: this.#order++ };
    if (hold) this.#held++;
    this.#push(deadline);
    this.#arm();
    return deadline;
  }

  cancel(deadline: Deadline): void {
    if (deadline.cancelled) return;
    deadline.cancelled = true;
    if (deadline.hold) this.#held--;
    if (++this.#dropped > 64 && this.#dropped * 2 > this.#heap.length) this.#compact();
    this.#arm();
  }

  setHold(deadline: Deadline, hold: boolean): void {
    if (deadline.cancelled || deadline.hold === hold) return;
    deadline.hold = hold;
    this.#held += hold ? 1 : -1;
    this.#arm();
  }

  /** Runs all that is due now. */
  runDue(): void {
    const now = this.#clock.monotonic();
    for (let top = this.#heap[0]; top && (top.cancelled || top.due <= now); top = this.#heap[0]) {
      this.#pop();
      if (top.cancelled) {
        this.#dropped--;
        continue;
      }
      top.cancelled = true;
      if (top.hold) this.#held--;
      top.run();
    }
    this.#arm();
  }

  clear(): void {
    this.#heap = [];
    this.#held = 0;
    this.#dropped = 0;
    this.#arm();
  }

  #arm(): void {
    if (!this.#auto) return;
    const due = this.nextDue;
    const hold = this.#held > 0;
    if (this.#timer && this.#timer.at === due && this.#timer.hold === hold) return;
    this.#timer?.clear();
    this.#timer = due === undefined ? undefined : this.#set(due, hold);
  }

  #set(due: number, hold: boolean) {
    const ms = Math.max(0, Math.ceil(due - this.#clock.monotonic()));
    const fire = () => {
      this.#timer = undefined;
      this.runDue();
    };
    return { at: due, hold, clear: this.#clock.setTimer(fire, ms, hold) };
  }

  #sweepTop(): void {
    while (this.#heap[0]?.cancelled) {
      this.#pop();
      this.#dropped--;
    }
  }

  #compact(): void {
    const live = this.#heap.filter(({ cancelled }) => !cancelled);
    this.#heap = live.sort(before);
    this.#dropped = 0;
  }

  #push(deadline: Deadline & { readonly order: number }): void {
    const heap = this.#heap;
    let at = heap.push(deadline) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (before(heap[up] as Ordered, deadline) <= 0) break;
      heap[at] = heap[up] as Ordered;
      at = up;
    }
    heap[at] = deadline;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && before(heap[child + 1] as Ordered, heap[child] as Ordered) < 0) child++;
      if (before(last, heap[child] as Ordered) <= 0) break;
      heap[at] = heap[child] as Ordered;
      at = child;
    }
    heap[at] = last;
  }
}

type Ordered = Deadline & { readonly order: number };

function before(a: Ordered, b: Ordered): number {
  return a.due - b.due || a.order - b.order;
}
