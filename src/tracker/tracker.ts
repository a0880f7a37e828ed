import type { Fact } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { DefaultLifecycle, Lifecycle } from '../model/lifecycle.ts';
import type { Health } from '../model/records.ts';
import type { Span } from '../model/span.ts';
import type { Filter } from '../ports/filter.ts';
import type { Reader } from '../ports/reader.ts';
import type { Position } from '../ports/source.ts';
import type { TaskRef } from '../ports/task-view.ts';
import { FactReader, readerOf } from '../views/reader.ts';
import { restoreFrom } from '../views/snapshot-list.ts';
import { adopt } from './adopting.ts';
import { Announcer } from './announcer.ts';
import { assemble, beginEra } from './assembling.ts';
import { type DrainOptions, drain } from './draining.ts';
import { end, endIfCan } from './ending.ts';
import type { TrackerEmitter } from './events.ts';
import { handleSignals } from './exit-signals.ts';
import { Functions } from './functions.ts';
import { checkedFacts } from './given-facts.ts';
import { healthOf } from './health.ts';
import { host } from './hosting.ts';
import { toGrounds } from './grounds.ts';
import { IdleAnnouncer } from './idle.ts';
import { type LiveTask, liveOf } from './live-task.ts';
import { LiveWork } from './live-work.ts';
import { closed, unknownSnapshot, unknownTask } from './misses.ts';
import { momentOf } from './moment.ts';
import { checkTaskOptions, type OnError, type TaskOptions, type TrackOptions } from './options.ts';
import { Pulse } from './pulse.ts';
import { type Recovered, recover } from './recovering.ts';
import { type ResumeOptions, Resumer } from './resuming.ts';
import type { Runtime } from './runtime.ts';
import { type StreamOptions, streamOf } from './streaming.ts';
import type { Task, Why } from './task.ts';
import { type LoopOptions, type Tick, Ticker } from './ticking.ts';
import { run, track } from './track.ts';
import type { Args, Handled, Judged, Ret, Tracked } from './tracked.ts';
import type { TrackerOptions } from './tracker-options.ts';
import type { Work } from './work.ts';

/**
 * Tells of every piece of work where it is, how it got there, how long it took, what it changed, what came out, and
 * why it ended. Two trackers share nothing.
 *
 * @example
 * const tracker = new Tracker();
 * const load = tracker.track('load', loadFile, { retries: 2 });
 * await load('a.csv');
 * tracker.work('load').status().stage; // 'succeeded'
 */
export class Tracker<const L extends readonly Lifecycle[] = readonly [], M = Record<string, Json>>
  extends FactReader<Task<unknown, DefaultLifecycle, M>>
  implements AsyncDisposable
{
  /** What the last owner of the journal left behind. */
  readonly recovered: Recovered;
  /** Typed events. A listener that throws harms nobody: it is reported as `listenerError`. */
  readonly events: TrackerEmitter<L[number]>;
  readonly #runtime: Runtime;
  readonly #functions = new Functions();
  readonly #pulse: Pulse;
  readonly #ticker: Ticker;
  readonly #resumer: Resumer;
  readonly #options: TrackerOptions<L, M>;

  /** @throws ValidationError for an unknown option or a wrong type, JournalError where the journal cannot be read */
  constructor(options: TrackerOptions<L, M> = {}) {
    const runtime = assemble(options as TrackerOptions);
    super(
      runtime.engine.ledger,
      runtime.taskAt as (position: Position) => Task<unknown, DefaultLifecycle, M>,
      runtime.veil,
    );
    this.#options = options;
    this.#runtime = runtime;
    this.#resumer = new Resumer(runtime, this.#functions);
    runtime.canRun = (task) => this.#resumer.canRun(liveOf(task as Task));
    this.recovered = recover(runtime, options.journal);
    this.#pulse = new Pulse((action) => runtime.engine.later(action));
    this.#ticker = new Ticker(runtime, this.#pulse);
    this.events = runtime.emitter as unknown as TrackerEmitter<L[number]>;
    for (const observer of [new Announcer(runtime), new IdleAnnouncer(runtime), this.#pulse]) {
      runtime.engine.subscribe(observer);
    }
  }

  /**
   * A durable tracker: its facts stand in a journal in this directory, which is made where it is missing. What an earlier
   * process recorded is there again, and tasks that it left open are interrupted: see `recovered`.
   *
   * By default a fact survives the death of the process as soon as it is told; a power cut may cost the last second.
   * @throws JournalError `locked` where another process has it, `corrupt` where what was promised is damaged, `too_new`
   */
  static async open<const L extends readonly Lifecycle[] = readonly [], M = Record<string, Json>>(
    directory: string,
    options: TrackerOptions<L, M> = {},
  ): Promise<Tracker<L, M>> {
    const { fileJournal } = await import('../journal/file-journal.ts');
    const { durability, clock } = options;
    const journal = fileJournal(directory, { ...(durability && { durability }), ...(clock && { clock }) });
    return new Tracker({ ...options, journal });
  }

  /**
   * A tracker made of facts, in memory. It reads as the one did that wrote them.
   * @throws ValidationError for what is not a fact
   */
  static from<const L extends readonly Lifecycle[] = readonly [], M = Record<string, Json>>(
    facts: Iterable<Fact>,
    options: TrackerOptions<L, M> = {},
  ): Tracker<L, M> {
    const tracker = new Tracker(options);
    tracker.#runtime.engine.replay(checkedFacts(facts));
    beginEra(tracker.#runtime);
    return tracker;
  }

  /**
   * Makes a function whose calls are tasks. It keeps its signature: a caller gets the same value, or the same error.
   * The last `track` of a name says how calls of that name are run.
   * @throws ValidationError for a bad name, something that is no function, or an unknown or wrong option
   */
  track<
    F extends Function,
    R extends Ret<F> = Ret<F>,
    T extends Lifecycle = DefaultLifecycle,
    E extends OnError = 'throw',
  >(name: string, fn: F, options?: TrackOptions<Args<F>, R, T, M, E>): Tracked<Judged<F, R>, E, T, M> {
    const tracked = track(this.#runtime, this.#functions, name, fn as never, options as never);
    return tracked as unknown as Tracked<Judged<F, R>, E, T, M>;
  }

  /** Runs a body once, as a task that it is given. */
  run<V, R extends V = V, T extends Lifecycle = DefaultLifecycle, E extends OnError = 'throw'>(
    name: string,
    fn: (task: Task<unknown, T, M>) => V | Promise<V>,
    options?: TrackOptions<[], R, T, M, E>,
  ): Promise<Handled<R, E>> {
    return run(this.#runtime, this.#functions, name, fn as never, options as never) as Promise<Handled<R, E>>;
  }

  /** A task that the host drives; not started. */
  task<R = unknown, T extends Lifecycle = DefaultLifecycle>(
    name: string,
    options?: TaskOptions<R, T, M>,
  ): Task<R, T, M> {
    checkTaskOptions(options);
    return host(this.#runtime, name, options as never) as unknown as Task<R, T, M>;
  }

  /** Makes a task of a promise that is under way. */
  adopt<V, R extends V = V, T extends Lifecycle = DefaultLifecycle>(
    name: string,
    promise: PromiseLike<V>,
    options?: TaskOptions<R, T, M>,
  ): Task<R, T, M> {
    checkTaskOptions(options);
    return adopt(this.#runtime, name, promise, options as never) as unknown as Task<R, T, M>;
  }

  /** The task that the running code is inside of, across `await`, timers and promises. */
  get current(): Task<unknown, DefaultLifecycle, M> | undefined {
    return this.#runtime.context.current as Task<unknown, DefaultLifecycle, M> | undefined;
  }

  /** All tasks of one name. It need not have any. */
  work(name: string): Work<unknown, DefaultLifecycle, M> {
    return new LiveWork(this.#runtime, name) as Work as Work<unknown, DefaultLifecycle, M>;
  }

  /** The values that a snapshot kept, by target. Nothing is recorded. @throws NotFoundError for an unknown id */
  restore(snapshotId: string): Readonly<Record<string, unknown>> {
    const observed = restoreFrom(this.#runtime.engine.ledger, snapshotId);
    if (!observed) throw unknownSnapshot(this.#runtime.veil.key(snapshotId));
    return observed;
  }

  /** The same reads, as of a moment: after the longest run of facts whose last is not later, or after a fact. */
  at(when: number | Date | { readonly seq: number }): Reader {
    const { ledger } = this.#runtime.engine;
    return readerOf(ledger.upTo(momentOf(when, ledger)), this.#runtime.veil);
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

  /** Cancels a task, or all that a filter finds. @returns how many were asked @throws NotFoundError for an unknown id */
  cancel(target: string | TaskRef | Filter, why?: string | Why): number {
    return this.#end('cancelled', target, why);
  }

  /** Stops a task, or all that a filter finds. @returns how many were asked @throws NotFoundError for an unknown id */
  stop(target: string | TaskRef | Filter, why?: string | Why): number {
    return this.#end('stopped', target, why);
  }

  #end(outcome: 'cancelled' | 'stopped', target: string | TaskRef | Filter, why?: string | Why): number {
    const grounds = toGrounds(why, this.#runtime.engine.ledger);
    if (isOne(target)) return Number(end(this.#named(target), outcome, grounds));
    return this.#found(target, outcome).filter((task) => endIfCan(task, outcome, grounds)).length;
  }

  /** A filter passes over what cannot be stopped; a task that is named is refused by its own rules. */
  #found(filter: Filter, outcome: 'cancelled' | 'stopped'): readonly LiveTask[] {
    const found = this.list(filter).map(liveOf);
    return found.filter(({ entity: { state } }) => outcome === 'cancelled' || state.record > 0);
  }

  #named(target: string | TaskRef): LiveTask {
    const view = typeof target === 'string' ? { id: target } : target;
    const task = this.#runtime.taskOf(view);
    if (!task) throw unknownTask(this.#runtime.veil.key(view.id));
    return liveOf(task);
  }

  /**
   * Goes on with a task: an interrupted one with its next attempt, an ended one as a new task. Answers when it is started.
   * @throws NotFoundError, StillActiveError, NotResumableError
   */
  async resume(id: string, options?: ResumeOptions): Promise<Task> {
    return this.#resumer.resume(id, options).asTask;
  }

  /** Resumes the interrupted tasks that can be; a filter adds others. */
  async resumeAll(filter?: Filter): Promise<readonly Task[]> {
    return this.#resumer.resumeAll(filter).map((task) => task.asTask);
  }

  /** How the journal is, and what was let go. */
  health(): Health {
    return healthOf(this.#runtime, this.#functions);
  }

  /** Drains on these signals (default: SIGTERM, SIGINT), then lets them through; a second one exits at once. */
  handleSignals(signals?: readonly string[], options?: { timeout?: Span }): Disposable {
    const end = (how: DrainOptions) => this.drain(how).then(() => this.flush());
    return handleSignals(globalThis.process, end, signals, options);
  }

  /** Resolves when all that was recorded is on stable storage. */
  async flush(): Promise<void> {
    await this.#options.journal?.flush();
  }

  /** Refuses new tasks, waits for the open ones, then ends what is left. @returns the tasks that it ended */
  drain(options?: DrainOptions): Promise<readonly Task[]> {
    return drain(this.#runtime, this.#pulse, options);
  }

  /** Flushes and gives up the journal. It ends no task: what is open is found interrupted. */
  async close(): Promise<void> {
    this.#runtime.refusal = closed();
    this.#runtime.debts.close();
    this.#runtime.deadlines.clear();
    this.#runtime.context.close();
    this.#pulse.end();
    await this.#options.journal?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.drain();
    } finally {
      await this.close();
    }
  }
}

/** Whether a task is named, and not a filter given. */
function isOne(target: string | TaskRef | Filter): target is string | TaskRef {
  return typeof target === 'string' || 'status' in target;
}
