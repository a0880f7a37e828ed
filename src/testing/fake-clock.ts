import { ValidationError } from '../model/errors.ts';
import { type Span, toMs } from '../model/span.ts';
import type { Clock } from '../ports/clock.ts';
import type { Reader } from '../ports/reader.ts';
import { neverQuiet, Quiet } from './quiet.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

const defaultStart = Date.UTC(2025, 0, 1);
/** So many timers of one moment, one after another, are taken for an endless loop. */
const mostAtOnce = 1000;

/**
 * A clock that stands still until it is told to go on. No global is patched and nothing sleeps: limits, back-offs and
 * heartbeats of a tracker that has it move by it only, also while a runner's fake timers are switched on.
 *
 * 1. What falls due is called back in order; of equal times, in the order of asking.
 * 2. Between two of them everything that can go on does: microtasks, and turns of the event loop until it is quiet.
 * 3. The monotonic clock never steps back.
 *
 * @example
 * const clock = new FakeClock(Date.UTC(2025, 0, 1));
 * const tracker = new Tracker({ clock });
 * clock.watch(tracker);
 * await clock.advance({ minutes: 5 });
 */
export class FakeClock implements Clock {
  #wall: number;
  #mono = 0;
  readonly #timers = new Set<Timer>();
  readonly #quiet = new Quiet();
  #moves: Promise<void> = Promise.resolve();

  /** @param start the wall clock, epoch milliseconds. Default: midnight of 1 January 2025, UTC */
  constructor(start: number = defaultStart) {
    this.#wall = finite(start, 'start');
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#mono;
  }

  setTimer(callback: () => void, ms: number, _hold = false): () => void {
    const timer = { at: this.#mono + Math.max(0, ms), callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /**
   * Lets time go by, and calls back what falls due on the way. It resolves when all is quiet: no timer is due, and
   * three turns of the event loop brought no new fact of a watched tracker.
   *
   * What rejects on the way must have a handler before: take the handle that `start(…)` gives, and look at it
   * afterwards, or say `expect(load()).rejects` first.
   * @throws ValidationError for a negative span, TrackerError (`never_quiet`) where facts or timers come without end
   */
  advance(by: Span): Promise<void> {
    const ms = toMs(by, 'by');
    return this.#queue(() => this.#goTo(this.#mono + ms));
  }

  /**
   * Lets time go by until the wall clock shows `time`, epoch milliseconds.
   * @throws ValidationError (`backwards`) for a time that has passed; `stepWall` sets the wall clock back
   */
  set(time: number): Promise<void> {
    if (finite(time, 'time') < this.#wall) throw backwards(time, this.#wall);
    return this.#queue(() => this.#goTo(this.#mono + Math.max(0, time - this.#wall)));
  }

  /** The wall clock jumps by so many milliseconds, forward or back, as when it is set. No time goes by. */
  stepWall(by: number): void {
    this.#wall += finite(by, 'by');
  }

  /**
   * The program does nothing for so long, as when a computation holds up its thread: time goes by first, then what fell
   * due meanwhile is called back, in order. Nothing else runs in between, and it does not wait until all is quiet.
   */
  block(by: Span): void {
    this.#pass(toMs(by, 'by'));
    for (let still = 0, timer = this.#due(this.#mono); timer; timer = this.#due(this.#mono)) {
      still = timer.at < this.#mono ? 0 : still + 1;
      if (still === mostAtOnce) throw neverQuiet('timers');
      this.#callBack(timer);
    }
  }

  /**
   * Lets time go by until a promise settles, from one thing that falls due to the next, and hands it back. Where nothing
   * is due, it waits for what is outside, such as a file.
   */
  async runUntil<T>(promise: PromiseLike<T>): Promise<T> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    promise.then(settled, settled);
    for (await this.#quiet.wait(); !isSettled; await this.#quiet.wait()) {
      const next = this.#due(Number.POSITIVE_INFINITY);
      if (next) this.#callBack(next);
    }
    return promise;
  }

  /** Facts of this tracker put off what `advance` waits for. `testTracker` does it for its own. */
  watch(tracker: Pick<Reader, 'facts'>): void {
    this.#quiet.watch(tracker);
  }

  /** Two moves that are asked for at once follow each other. */
  #queue(move: () => Promise<void>): Promise<void> {
    this.#moves = this.#moves.then(move, move);
    return this.#moves;
  }

  async #goTo(end: number): Promise<void> {
    await this.#quiet.wait();
    for (let still = 0, timer = this.#due(end); timer; timer = this.#due(end)) {
      still = timer.at > this.#mono ? 0 : still + 1;
      if (still === mostAtOnce) throw neverQuiet('timers');
      this.#callBack(timer);
      await this.#quiet.wait();
    }
    this.#pass(Math.max(0, end - this.#mono));
  }

  /** The first timer that falls due up to a time. */
  #due(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (timer.at <= end && !(first && first.at <= timer.at)) first = timer;
    return first;
  }

  #callBack(timer: Timer): void {
    this.#timers.delete(timer);
    this.#pass(Math.max(0, timer.at - this.#mono));
    timer.callback();
  }

  #pass(ms: number): void {
    this.#mono += ms;
    this.#wall += ms;
  }
}

function finite(value: number, path: string): number {
  if (Number.isFinite(value)) return value;
  const message = `${path} is not a number of milliseconds: ${String(value)}`;
  throw new ValidationError('invalid_time', message, 'Give a finite number of milliseconds.', path);
}

function backwards(time: number, now: number): ValidationError {
  const message = `The clock shows ${now} and cannot be set back to ${time}.`;
  return new ValidationError('backwards', message, 'Give a later time; stepWall(by) sets the wall clock back.', 'time');
}
