import { TrackerError, ValidationError } from '../model/errors.ts';
import { type Span, toMs } from '../model/span.ts';
import type { Clock } from '../ports/clock.ts';
import type { Reader } from '../ports/reader.ts';
import { turn } from './turn.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

const defaultStart = Date.UTC(2025, 0, 1);
const quietTurns = 3;
const mostTurns = 100_000;

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
  readonly #watched: (() => number)[] = [];
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

  /** Facts of this tracker put off what `advance` waits for. `testTracker` does it for its own. */
  watch(tracker: Pick<Reader, 'facts'>): void {
    let seq = 0;
    this.#watched.push(() => {
      for (const fact of tracker.facts({ since: seq })) seq = fact.seq;
      return seq;
    });
  }

  /** Two moves that are asked for at once follow each other. */
  #queue(move: () => Promise<void>): Promise<void> {
    this.#moves = this.#moves.then(move, move);
    return this.#moves;
  }

  async #goTo(end: number): Promise<void> {
    await this.#quiet();
    for (let left = mostTurns; this.#due(end); left--) {
      if (left === 0) throw neverQuiet('timers');
      this.#callBack(this.#due(end) as Timer);
      await this.#quiet();
    }
    this.#pass(end - this.#mono);
  }

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

  async #quiet(): Promise<void> {
    let left = mostTurns;
    for (let still = 0, before = this.#activity(); still < quietTurns; left--) {
      if (left === 0) throw neverQuiet('facts');
      await turn();
      const now = this.#activity();
      still = now === before ? still + 1 : 0;
      before = now;
    }
  }

  #activity(): string {
    return this.#watched.map((count) => count()).join();
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

function neverQuiet(what: string): TrackerError {
  const message = `The system did not become quiet: new ${what} came for ${mostTurns} turns of the event loop.`;
  return new TrackerError('never_quiet', message, 'Let the loop that makes them wait for this clock, or end it first.');
}
