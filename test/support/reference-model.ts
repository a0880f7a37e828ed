import { type ReferenceLifecycle, references } from './reference-lifecycles.ts';

/**
 * What a tracker is to do, written down a second time from SEMANTICS and in the plainest way: lists that grow, and loops
 * over them. It knows tasks that a host drives by hand. Nothing of the library is used.
 */
export interface Given {
  readonly reason?: string;
  readonly message?: string;
  readonly cause?: number;
  readonly result?: unknown;
  /** The message of an error. */
  readonly error?: string;
  readonly nextAttemptAt?: number;
  readonly lastSeenAt?: number;
}

/** A fact, as far as it is foretold. */
export type Expected = Readonly<Record<string, unknown>> & { readonly type: string; readonly seq: number };

type Unnumbered = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Entered extends Given {
  readonly stage: string;
  readonly phase: string;
  readonly outcome?: string;
  readonly attempt: number;
  readonly seq: number;
  readonly timestamp: number;
}

export interface ReferenceTask {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly parent: ReferenceTask | undefined;
  readonly children: ReferenceTask[];
  readonly lifecycle: ReferenceLifecycle;
  readonly lifecycleName: string;
  readonly created: { readonly seq: number; readonly timestamp: number };
  readonly records: Entered[];
  readonly annotations: Expected[];
  readonly metadata: Record<string, unknown>;
  /** Path segments that are taken by children, in this attempt. */
  segments: Set<string>;
  underway: boolean;
  released: boolean;
  valid: boolean;
  readonly observed: Set<string>;
  /** Milliseconds spent in each phase. */
  readonly spent: Record<string, number>;
  since: Moment;
}

/** The model as it was at one moment. */
export interface Saved {
  readonly seq: number;
  readonly state: Readonly<Pick<ReferenceModel, 'tasks' | 'works' | 'values'>>;
  readonly owner: number;
  readonly signature: Unnumbered | undefined;
}

/** Both clocks, and the owner whose monotonic one it was; undefined where only the wall clock can tell. */
export interface Moment {
  readonly wall: number;
  readonly mono: number;
  readonly owner: number | undefined;
}

/** A command that is refused. No error, since making many of those takes most of the time of a law. */
export class Refused {
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

/** The names that stages have in the default lifecycle, and what those of other ones must mean. */
const roles: Readonly<Record<string, readonly [preferred: string, phase: string]>> = {
  queue: ['pending', 'waiting'],
  start: ['running', 'active'],
  pause: ['paused', 'paused'],
  interrupt: ['interrupted', 'paused'],
  retry: ['retrying', 'waiting'],
  succeed: ['succeeded', 'success'],
  fail: ['failed', 'failure'],
  stop: ['stopped', 'stopped'],
  cancel: ['cancelled', 'cancelled'],
  skip: ['skipped', 'skipped'],
};
const defaults: Readonly<Record<string, string>> = {
  failure: 'user_exception',
  timeout: 'run_timeout',
  stopped: 'requested',
  cancelled: 'requested',
  skipped: 'nothing_to_do',
};
const openPhases = ['idle', 'waiting', 'active', 'paused'];

export class ReferenceModel {
  tasks: ReferenceTask[] = [];
  readonly facts: Expected[] = [];
  works = new Map<string, Record<string, unknown>>();
  values = new Map<string, unknown>();
  wall = 1_700_000_000_000;
  mono = 0;
  #owner = 0;
  /** What a new owner signs with: it comes before its first fact. */
  #signature: Unnumbered | undefined;

  get seq(): number {
    return this.facts.length;
  }

  pass(ms: number): void {
    this.wall += ms;
    this.mono += ms;
  }

  /**
   * The owner dies, and another one takes over, whose monotonic clock begins anew. What was started and is not done is
   * interrupted, where the lifecycle has a way.
   */
  crash(gapMs: number, mono: number): void {
    this.wall += gapMs;
    this.mono = mono;
    const last = this.facts.at(-1);
    if (!last) return;
    this.#owner++;
    this.#signature = { type: 'recovered', lastSeenAt: last['timestamp'] };
    for (const task of this.tasks.filter((each) => each.records.length > 0 && !isDone(each))) this.#lose(task, last);
  }

  save(): Saved {
    const { tasks, works, values } = this;
    const state = structuredClone({ tasks, works, values });
    return { seq: this.seq, state, owner: this.#owner, signature: this.#signature };
  }

  /** What came after that moment did not happen; but time goes on. */
  restore({ seq, state, owner, signature }: Saved): void {
    Object.assign(this, structuredClone(state));
    this.facts.length = seq;
    this.#owner = owner;
    this.#signature = signature;
  }

  /** Whether the newest owner has written anything. */
  get isSigned(): boolean {
    return this.#signature === undefined;
  }

  /** How long the task has been in its phase. */
  openTime({ since }: ReferenceTask): number {
    return since.owner === this.#owner ? this.mono - since.mono : Math.max(0, this.wall - since.wall);
  }

  /** @param id that the tracker gave */
  create(id: string, name: string, lifecycleName: string, parent: ReferenceTask | undefined, metadata: object): void {
    const segment = parent ? freeSegment(parent.segments, name) : name;
    parent?.segments.add(segment);
    const lifecycle = references[lifecycleName] as ReferenceLifecycle;
    const path = parent ? `${parent.path}/${segment}` : segment;
    const { seq, timestamp } = this.#write({ type: 'task_created', taskId: id, name, path, parent: parent?.id });
    const task: ReferenceTask = {
      id,
      name,
      path,
      parent,
      children: [],
      lifecycle,
      lifecycleName,
      created: { seq, timestamp },
      records: [],
      annotations: [],
      metadata: { ...metadata },
      segments: new Set(),
      underway: false,
      released: false,
      valid: true,
      observed: new Set(),
      spent: {},
      since: this.#now,
    };
    parent?.children.push(task);
    this.tasks.push(task);
  }

  transition(task: ReferenceTask, from: string, to: string, given: Given): void {
    if (stageOf(task) !== from) this.#refuse(task, to, 'stale');
    this.#enter(task, to, given);
  }

  /** A method of the task. */
  ask(task: ReferenceTask, role: string, given: Given): void {
    this.#enter(task, meant(task, role), given);
  }

  /** Cancel or stop: where no stage is meant for it, the failure stage is. Answers whether the task was open. */
  end(task: ReferenceTask, role: 'cancel' | 'stop', given: Given): boolean {
    if (isDone(task)) {
      this.#release(task, role, given);
      return false;
    }
    const seq = this.#endOne(task, role, given);
    for (const child of task.children.filter((each) => !isDone(each))) {
      const childRole = child.records.length === 0 ? 'cancel' : role;
      const reason = role === 'cancel' ? 'parent_cancelled' : 'parent_stopped';
      this.endIfCan(child, childRole, { reason, cause: seq });
    }
    return true;
  }

  endIfCan(task: ReferenceTask, role: 'cancel' | 'stop', given: Given): boolean {
    try {
      return this.end(task, role, given);
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  /** Every task of a name; what was not started cannot be stopped. */
  endAll(name: string, role: 'cancel' | 'stop'): number {
    const found = this.tasks.filter((task) => task.name === name && (role === 'cancel' || task.records.length > 0));
    return found.filter((task) => this.endIfCan(task, role, {})).length;
  }

  setMetadata(task: ReferenceTask, patch: object): void {
    this.#record(task, { type: 'metadata_changed', patch });
    Object.assign(task.metadata, patch);
  }

  setWorkMetadata(work: string, patch: object): void {
    this.#write({ type: 'metadata_changed', work, patch });
    this.works.set(work, { ...this.works.get(work), ...patch });
  }

  observe(task: ReferenceTask, target: string, value: unknown): void {
    const isSame = JSON.stringify(this.values.get(target)) === JSON.stringify(value);
    if (isSame && task.observed.has(target) && !isDone(task)) return;
    if (isDone(task)) this.#refuse(task, stageOf(task), 'illegal');
    if (task.observed.size === 0) this.#write({ type: 'snapshot_taken', taskId: task.id, phase: 'before' });
    this.#write({ type: 'changed', taskId: task.id, target });
    task.observed.add(target);
    this.values.set(target, value);
  }

  snapshot(task: ReferenceTask): void {
    this.#record(task, { type: 'snapshot_taken', phase: 'transition' });
  }

  /** Progress and heartbeats: ignored after the end. */
  signOfLife(task: ReferenceTask, fact: { readonly type: string; readonly done?: number }): void {
    if (!isDone(task)) this.#record(task, fact);
  }

  /** @returns the number of its fact, 0 on a task that is done */
  startStep(task: ReferenceTask, step: string): number {
    return isDone(task) ? 0 : this.#record(task, { type: 'step_started', step });
  }

  endStep(task: ReferenceTask, started: number): void {
    if (!isDone(task) && started > 0) this.#record(task, { type: 'step_ended', started });
  }

  note(task: ReferenceTask, message: string): void {
    this.#annotate(task, 'note', message);
  }

  invalidate(task: ReferenceTask): void {
    if (phaseOf(task) !== 'success') this.#refuse(task, stageOf(task), 'illegal');
    task.valid = false;
    this.#annotate(task, 'invalidated', undefined);
  }

  #enter(task: ReferenceTask, to: string, given: Given): number {
    const from = stageOf(task);
    if (from === to && task.records.length > 0 && !isDone(task)) return this.#again(task, given);
    if (!task.lifecycle.roads[from]?.includes(to)) this.#refuse(task, to, 'illegal');
    const waiting = meant(task, 'queue');
    const { roads, phases } = task.lifecycle;
    const passes = roads[from]?.includes(waiting) && roads[waiting]?.includes(to) && phases[to] === 'active';
    const { reason, ...rest } = given;
    if (task.records.length === 0 && passes) this.#move(task, waiting, {});
    const isEnd = !openPhases.includes(phases[to] as string);
    if (isEnd && task.observed.size > 0) this.#write({ type: 'snapshot_taken', taskId: task.id, phase: 'after' });
    const why = reason ?? defaults[phases[to] as string];
    return this.#move(task, to, { ...rest, ...(why !== undefined && { reason: why }) });
  }

  #again(task: ReferenceTask, given: Given): number {
    const { reason, message } = task.records.at(-1) as Entered;
    if (given.reason === reason && given.message === message) return 0;
    return this.#move(task, stageOf(task), given);
  }

  #move(task: ReferenceTask, to: string, given: Given): number {
    const phase = task.lifecycle.phases[to] as string;
    const begins = phase === 'active' && !task.underway;
    const isLoss = given.lastSeenAt !== undefined;
    const attempt = attemptOf(task) + (begins ? 1 : 0);
    if (begins) task.segments = new Set();
    this.#spend(task);
    task.underway = phase === 'active' || (task.underway && phase === 'paused' && to !== 'interrupted' && !isLoss);
    const message = given.message ?? given.error;
    const said = { reason: given.reason, message, cause: given.cause };
    const fact = this.#write({ type: 'stage_changed', taskId: task.id, from: stageOf(task), to, attempt, ...said });
    const { result, error, nextAttemptAt, lastSeenAt } = given;
    const isEnd = !openPhases.includes(phase);
    task.records.push({
      stage: to,
      phase: isEnd ? 'done' : phase,
      attempt,
      seq: fact.seq,
      timestamp: fact.timestamp,
      ...said,
      ...(isEnd && { outcome: phase }),
      result,
      error,
      nextAttemptAt,
      lastSeenAt,
    } as Entered);
    return fact.seq;
  }

  #spend(task: ReferenceTask): void {
    const phase = phaseOf(task);
    task.spent[phase] = (task.spent[phase] ?? 0) + this.openTime(task);
    task.since = this.#now;
  }

  get #now(): Moment {
    return { wall: this.wall, mono: this.mono, owner: this.#owner };
  }

  #lose(task: ReferenceTask, last: Expected): void {
    const seen: Moment = { wall: last['timestamp'] as number, mono: last['mono'] as number, owner: undefined };
    const stage = stageOf(task);
    const roadsHere = task.lifecycle.roads[stage] as readonly string[];
    const target = meant(task, 'interrupt');
    const to = target === stage || roadsHere.includes(target) ? target : meant(task, 'fail');
    if (stage === 'interrupted' || (to !== stage && !roadsHere.includes(to))) return;
    const before = this.seq;
    const spent =
      task.since.owner === undefined ? Math.max(0, seen.wall - task.since.wall) : seen.mono - task.since.mono;
    const phase = phaseOf(task);
    const counted = task.spent[phase] ?? 0;
    this.#enter(task, to, { reason: 'owner_lost', lastSeenAt: seen.wall });
    if (this.seq === before) return;
    task.spent[phase] = counted + spent;
    task.since = seen;
  }

  #endOne(task: ReferenceTask, role: 'cancel' | 'stop', given: Given): number {
    const failure = meant(task, 'fail');
    const target = meant(task, role) in task.lifecycle.phases ? meant(task, role) : failure;
    const roadsHere = task.lifecycle.roads[stageOf(task)] as readonly string[];
    const cannotStop = role === 'stop' && task.records.length === 0;
    if (cannotStop || (!roadsHere.includes(target) && !roadsHere.includes(failure)))
      this.#refuse(task, target, 'illegal');
    if (target !== failure && roadsHere.includes(target)) return this.#enter(task, target, given);
    return this.#enter(task, failure, { reason: 'requested', ...given });
  }

  #release(task: ReferenceTask, role: 'cancel' | 'stop', given: Given): void {
    const isMoot = ['stopped', 'cancelled', 'skipped'].includes(phaseOf(task));
    if (role === 'cancel' || task.released || isMoot) return;
    task.released = true;
    this.#annotate(task, 'released', given.message ?? given.reason);
  }

  #record(task: ReferenceTask, fact: Unnumbered): number {
    if (isDone(task)) this.#refuse(task, stageOf(task), 'illegal');
    return this.#write({ ...fact, taskId: task.id }).seq;
  }

  #annotate(task: ReferenceTask, kind: string, message: string | undefined): void {
    task.annotations.push(this.#write({ type: 'annotated', taskId: task.id, kind, attempt: attemptOf(task), message }));
  }

  #refuse(task: ReferenceTask, to: string, code: string): never {
    const from = stageOf(task);
    this.#write({ type: 'rejected', taskId: task.id, from, to, legal: task.lifecycle.roads[from], code });
    throw new Refused(code);
  }

  #write(
    fact: { readonly type: string } & Readonly<Record<string, unknown>>,
  ): Expected & { readonly timestamp: number } {
    const signature = this.#signature;
    this.#signature = undefined;
    if (signature) this.#write(signature);
    const written = { ...fact, seq: this.facts.length + 1, timestamp: this.wall, mono: this.mono };
    this.facts.push(written);
    return written;
  }
}

export function stageOf(task: ReferenceTask): string {
  return task.records.at(-1)?.stage ?? task.lifecycle.initial;
}
/** Of a done stage, its outcome. */
export function phaseOf(task: ReferenceTask): string {
  return task.lifecycle.phases[stageOf(task)] as string;
}
export function isDone(task: ReferenceTask): boolean {
  return !openPhases.includes(phaseOf(task));
}
export function attemptOf(task: ReferenceTask): number {
  return task.records.at(-1)?.attempt ?? 0;
}

/** The stage that a role leads to from where the task is; the role itself where there is none. */
function meant(task: ReferenceTask, role: string): string {
  const [preferred, phase] = roles[role] as readonly [string, string];
  const { phases, roads } = task.lifecycle;
  const near = roads[stageOf(task)] as readonly string[];
  const fitting = Object.keys(phases).filter((stage) => phases[stage] === phase);
  const isOpen = openPhases.includes(phase);
  if (fitting.includes(preferred) && (isOpen || near.includes(preferred))) return preferred;
  const first = fitting.includes(preferred) ? preferred : fitting[0];
  return fitting.find((stage) => near.includes(stage)) ?? first ?? role;
}

function freeSegment(taken: ReadonlySet<string>, name: string): string {
  if (!taken.has(name)) return name;
  let suffix = 1;
  while (taken.has(`${name}_${suffix}`)) suffix++;
  return `${name}_${suffix}`;
}
