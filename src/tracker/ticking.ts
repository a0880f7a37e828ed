import { TimeoutError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import { check, checkFn, fields, flag, signal, span } from '../model/shape.ts';
import { type Span, toMs } from '../model/span.ts';
import { countsOf } from '../views/counts.ts';
import { Cursor } from './cursor.ts';
import { isIdle } from './idle.ts';
import { patiently } from './patience.ts';
import type { Pulse } from './pulse.ts';
import type { Runtime } from './runtime.ts';

/** What happened since the last look, and how things stand. */
export interface Tick {
  readonly now: number;
  readonly seq: number;
  readonly facts: readonly Fact[];
  /** Tasks by stage. */
  readonly counts: Readonly<Record<string, number>>;
  /** Tasks that are running. */
  readonly active: number;
  /** No task is waiting or active. */
  readonly idle: boolean;
  /** When the next limit, back-off or schedule is due, epoch milliseconds. */
  readonly nextDueAt?: number;
}

export interface LoopOptions {
  /** Default: 100 milliseconds. */
  readonly every?: Span;
  readonly signal?: AbortSignal;
  /** Ends with the first tick at which no task is waiting or active. */
  readonly untilIdle?: boolean;
}

const loopOptions = fields({ every: span, signal, untilIdle: flag });
const untilOptions = fields({ signal, timeout: span });
const defaultEveryMs = 100;

/** The beat of a host's loop. It never blocks; each loop has a cursor of its own. */
export class Ticker {
  readonly #runtime: Runtime;
  readonly #pulse: Pulse;
  readonly #cursor: Cursor;

  constructor(runtime: Runtime, pulse: Pulse) {
    this.#runtime = runtime;
    this.#pulse = pulse;
    this.#cursor = this.#newCursor();
  }

  #newCursor(): Cursor {
    const { ledger } = this.#runtime.engine;
    return new Cursor(ledger, ledger.seq);
  }

  /** Does all work that is due, and says what happened since the last tick. */
  tick(cursor: Cursor = this.#cursor): Tick {
    this.#runtime.debts.tryToPay();
    this.#runtime.deadlines.runDue();
    return this.#look(cursor);
  }

  #look(cursor: Cursor): Tick {
    const { clock, deadlines, engine } = this.#runtime;
    const now = clock.now();
    const facts = Object.freeze(cursor.take());
    const active = engine.ledger.active;
    const due = deadlines.nextDue;
    const nextDueAt = due === undefined ? undefined : { nextDueAt: Math.round(now + due - clock.monotonic()) };
    const counts = countsOf(engine.ledger);
    return Object.freeze({ now, seq: cursor.seq, facts, counts, active, idle: isIdle(this.#runtime), ...nextDueAt });
  }

  async *loop(options: LoopOptions = {}): AsyncGenerator<Tick, void> {
    check(loopOptions, options, 'LoopOptions');
    const { every = defaultEveryMs, signal, untilIdle = false } = options;
    const everyMs = toMs(every, 'every');
    const cursor = this.#newCursor();
    while (!signal?.aborted && !this.#pulse.isOver) {
      const tick = this.tick(cursor);
      yield tick;
      if (untilIdle && tick.idle) return;
      await this.#pause(everyMs, signal, untilIdle);
    }
  }

  /** Until the next beat; sooner when it is aborted or closed, or when all is done that the loop goes on for. */
  #pause(ms: number, signal: AbortSignal | undefined, untilIdle: boolean): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        stop();
        clear();
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const clear = this.#runtime.clock.setTimer(finish, ms, true);
      const isOver = () => this.#pulse.isOver || (untilIdle && isIdle(this.#runtime));
      const stop = this.#pulse.listen(() => isOver() && finish());
      signal?.addEventListener('abort', finish, { once: true });
    });
  }

  /** The first look at which a test holds: now, or after facts that came. */
  async until(test: (tick: Tick) => boolean, options: { signal?: AbortSignal; timeout?: Span } = {}): Promise<Tick> {
    check(untilOptions, options, 'options');
    checkFn(test, 'test');
    const cursor = this.#newCursor();
    return await patiently(this.#runtime.deadlines, { ...options, tooLate }, ({ give, refuse }) => {
      const look = () => {
        try {
          const tick = this.#look(cursor);
          if (test(tick)) give(tick);
        } catch (error) {
          refuse(error as Error);
        }
      };
      const stop = this.#pulse.listen(look);
      look();
      return stop;
    });
  }
}

function tooLate(): TimeoutError {
  const fix = 'Wait longer, or look at tracker.counts() for what is still open.';
  return new TimeoutError('until_timeout', 'What was waited for did not come in time.', fix);
}
