import type { Fact } from '../model/facts.ts';
import type { Metadata } from '../model/metadata.ts';
import type { DefaultLifecycle, Lifecycle } from '../model/lifecycle.ts';
import type { Health } from '../model/records.ts';
import type { Span } from '../model/span.ts';
import type { Filter } from '../ports/filter.ts';
import type { TaskRef } from '../ports/task-view.ts';
import { adopt } from './adopting.ts';
import { assemble, beginEra } from './assembling.ts';
import { type DrainOptions, drain } from './draining.ts';
import { handleSignals } from './exit-signals.ts';
import { Functions } from './functions.ts';
import { checkedFacts } from './given-facts.ts';
import { healthOf } from './health.ts';
import { host } from './hosting.ts';
import { endAll } from './end-all.ts';
import { liveOf } from './live-task.ts';
import { closed } from './misses.ts';
import { checkTaskOptions, type OnError, type TaskOptions, type TrackOptions } from './options.ts';
import { Pulse } from './pulse.ts';
import { type Recovered, recover } from './recovering.ts';
import { type ResumeOptions, Resumer } from './resuming.ts';
import type { Runtime } from './runtime.ts';
import type { Task, Why } from './task.ts';
import { run, track } from './track.ts';
import type { Args, Handled, Judged, Ret, Tracked } from './tracked.ts';
import type { TrackerOptions } from './tracker-options.ts';
import { WatchedTracker } from './watched-tracker.ts';

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
export class Tracker<const L extends readonly Lifecycle[] = readonly [], M = Metadata>
  extends WatchedTracker<L, M>
  implements AsyncDisposable
{
  /** What the last owner of the journal left behind. */
  readonly recovered: Recovered;
  readonly #runtime: Runtime;
  readonly #functions: Functions;
  readonly #pulse: Pulse;
  readonly #resumer: Resumer;
  readonly #options: TrackerOptions;

  /** @throws ValidationError for an unknown option or a wrong type, JournalError where the journal cannot be read */
  constructor(options: TrackerOptions<L, M> = {}) {
    const runtime = assemble(options as TrackerOptions);
    const recovered = recover(runtime, options.journal);
    const pulse = new Pulse(runtime.engine);
    super(runtime, pulse);
    this.#options = options as TrackerOptions;
    this.#functions = new Functions(runtime.retention.maxTasks);
    this.#runtime = runtime;
    this.#pulse = pulse;
    this.recovered = recovered;
    this.#resumer = new Resumer(runtime, this.#functions);
    runtime.canRun = (task) => this.#resumer.canRun(liveOf(task as Task));
  }

  /**
   * A durable tracker: its facts stand in a journal in this directory, which is made where it is missing. What an earlier
   * process recorded is there again, and tasks that it left open are interrupted: see `recovered`.
   *
   * By default a fact survives the death of the process as soon as it is told; a power cut may cost the last second.
   * @throws JournalError `locked` where another process has it, `corrupt` where what was promised is damaged, `too_new`
   */
  static async open<const L extends readonly Lifecycle[] = readonly [], M = Metadata>(
    directory: string,
    options: TrackerOptions<L, M> = {},
  ): Promise<Tracker<L, M>> {
    const { fileJournal } = await import('../journal/file-journal.ts');
    const { durability, clock } = options;
    const journal = fileJournal(directory, { ...(durability && { durability }), ...(clock && { clock }) });
    try {
      return new Tracker({ ...options, journal });
    } catch (error) {
      await journal.close().catch(() => undefined);
      throw error;
    }
  }

  /**
   * A tracker made of facts, in memory. It reads as the one did that wrote them.
   * @throws ValidationError for what is not a fact
   */
  static from<const L extends readonly Lifecycle[] = readonly [], M = Metadata>(
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

  /** Cancels a task, or all that a filter finds. @returns how many were asked @throws NotFoundError for an unknown id */
  cancel(target: string | TaskRef | Filter, why?: string | Why): number {
    return endAll(this.#runtime, 'cancelled', target, why);
  }

  /** Stops a task, or all that a filter finds. @returns how many were asked @throws NotFoundError for an unknown id */
  stop(target: string | TaskRef | Filter, why?: string | Why): number {
    return endAll(this.#runtime, 'stopped', target, why);
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
    const last = this.#runtime.checkpoints?.end();
    if (last) await last;
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
