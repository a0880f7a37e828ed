import { checkName } from '../codec/names.ts';
import type { Fact } from '../model/facts.ts';
import type { DefaultLifecycle, Lifecycle } from '../model/lifecycle.ts';
import { checkText } from '../model/shape.ts';
import type { Span } from '../model/span.ts';
import type { TaskStatus } from '../model/status.ts';
import type { Reader } from '../ports/reader.ts';
import type { Position } from '../ports/source.ts';
import { FactReader, readerOf } from '../views/reader.ts';
import { sinceIn } from '../views/since.ts';
import { restoreFrom } from '../views/snapshot-list.ts';
import { Announcer } from './announcer.ts';
import type { TrackerEmitter } from './events.ts';
import { IdleAnnouncer } from './idle.ts';
import { LiveWork } from './live-work.ts';
import { factsSince } from './log.ts';
import { unknownSnapshot } from './misses.ts';
import { historyOf, momentOf } from './moment.ts';
import type { Pulse } from './pulse.ts';
import type { Runtime } from './runtime.ts';
import { type StreamOptions, streamOf } from './streaming.ts';
import type { Task } from './task.ts';
import { type LoopOptions, type Tick, Ticker } from './ticking.ts';
import type { Work } from './work.ts';

/** What can be seen of a tracker while it lives: all reads, its events and streams, its ticks. */
export abstract class WatchedTracker<const L extends readonly Lifecycle[], M> extends FactReader<
  Task<unknown, DefaultLifecycle, M>
> {
  /** Typed events. A listener that throws harms nobody: it is reported as `listenerError`. */
  readonly events: TrackerEmitter<L[number]>;
  readonly #runtime: Runtime;
  readonly #pulse: Pulse;
  readonly #ticker: Ticker;

  /** @param pulse beats with the facts that come */
  constructor(runtime: Runtime, pulse: Pulse) {
    const toTask = runtime.taskAt as (position: Position) => Task<unknown, DefaultLifecycle, M>;
    super(runtime.engine.ledger, toTask, runtime.veil);
    this.#runtime = runtime;
    this.#pulse = pulse;
    this.#ticker = new Ticker(runtime, pulse);
    this.events = runtime.emitter as unknown as TrackerEmitter<L[number]>;
    const { emitter, engine } = runtime;
    emitter.whenUsed(() => engine.subscribe(new Announcer(runtime)));
    emitter.whenUsed(() => engine.subscribe(new IdleAnnouncer(runtime)), 'idle');
  }

  /** The task that the running code is inside of, across `await`, timers and promises. */
  get current(): Task<unknown, DefaultLifecycle, M> | undefined {
    return this.#runtime.context.current as Task<unknown, DefaultLifecycle, M> | undefined;
  }

  /** All tasks of one name. It need not have any. @throws ValidationError `invalid_name` for what can be no name */
  work(name: string): Work<unknown, DefaultLifecycle, M> {
    return new LiveWork(this.#runtime, checkName(name, 'name')) as Work as Work<unknown, DefaultLifecycle, M>;
  }

  /** The values that a snapshot kept, by target. Nothing is recorded. @throws NotFoundError for an unknown id */
  restore(snapshotId: string): Readonly<Record<string, unknown>> {
    const observed = restoreFrom(this.#runtime.engine.ledger, checkText(snapshotId, 'snapshotId'));
    if (!observed) throw unknownSnapshot(this.#runtime.veil.key(snapshotId));
    return observed;
  }

  /**
   * The same reads, as of a moment: after the longest run of facts whose last is not later, or after a fact. Of what is
   * kept it costs nothing. A moment before the newest fact that was let go is read from the journal, all of it up to
   * that moment, each time.
   * @throws ValidationError for what is no moment, NotFoundError (`expired`) where neither memory nor journal reach back
   */
  at(when: number | Date | { readonly seq: number }): Reader {
    return readerOf(momentOf(this.#runtime, when), this.#runtime.veil);
  }

  /**
   * Every record of a task, oldest first; undefined for an unknown id. Of a task that was let go it is read from the
   * journal, all of it, each time.
   * @throws NotFoundError (`expired`) where the task was let go and no journal holds it
   */
  history(id: string): readonly TaskStatus[] | undefined {
    return historyOf(this.#runtime, checkText(id, 'id')) as readonly TaskStatus[] | undefined;
  }

  /**
   * All facts after one, oldest first. What was let go of memory is read from the journal.
   * @throws NotFoundError (`expired`) where no journal has it
   */
  override facts(options?: { since?: number }): Iterable<Fact> {
    return factsSince(this.#runtime, sinceIn(options));
  }

  /** Facts as they come, each once, in order; a reader that comes late gets what it missed. */
  stream(options?: StreamOptions): AsyncIterable<Fact> {
    return streamOf(this.#runtime, this.#pulse, options);
  }

  /** Does all work that is due, and says what happened since the last call. It never blocks. */
  tick(): Tick {
    return this.#ticker.tick();
  }

  /** Ticks again and again; each loop has a cursor of its own. */
  loop(options?: LoopOptions): AsyncIterable<Tick> {
    return this.#ticker.loop(options);
  }

  /** The first look at which a test holds: now, or after facts that come. */
  until(test: (tick: Tick) => boolean, options?: { signal?: AbortSignal; timeout?: Span }): Promise<Tick> {
    return this.#ticker.until(test, options);
  }
}
