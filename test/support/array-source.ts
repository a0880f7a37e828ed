import { NotFoundError } from '../../src/model/errors.ts';
import type { Draft, Fact, FactOf, FactType } from '../../src/model/facts.ts';
import type { Json } from '../../src/model/json.ts';
import { meaningOf } from '../../src/model/meaning.ts';
import type { Lifecycle } from '../../src/model/lifecycle.ts';
import type { FactSource, Position } from '../../src/ports/source.ts';
import type { View } from '../../src/ports/view.ts';
import { lastingViews } from '../../src/views/lasting-views.ts';

export interface ArraySourceOptions {
  /** Default: the timestamp of the newest fact. */
  readonly now?: number | (() => number);
  /** Default: the monotonic clock of the newest fact. */
  readonly mono?: number | (() => number);
  /** Default: a deep copy. */
  readonly decode?: (value: unknown) => unknown;
  readonly lifecycles?: readonly Lifecycle[];
}

/** The state of a view and the newest fact that it has seen. */
interface Kept {
  readonly state: unknown;
  seq: number;
}
type Folds = Map<View<unknown>, Kept>;

/** A source of facts over an array, which may grow after it was made. Facts are numbered 1, 2, 3, … */
export interface ArraySource extends FactSource {
  /** Lets go of tasks that are done. */
  letGo(...taskIds: readonly string[]): void;
  /** What a process that begins anew knows: what counts for ever, and the facts that are kept. */
  restored(): ArraySource;
}

export function arraySource(facts: readonly Fact[], options: ArraySourceOptions = {}): ArraySource {
  return new FactArray(facts, options, new Set(), new Map());
}

class FactArray implements ArraySource {
  readonly #all: readonly Fact[];
  readonly #options: ArraySourceOptions;
  readonly #gone: Set<string>;
  readonly #bases: ReadonlyMap<string, Json>;
  readonly #folds: Folds = new Map();
  readonly #cuts = new Map<number, ArraySource>();
  readonly #births: FactOf<'task_created'>[] = [];
  readonly #places = new Map<string, Position>();
  #scanned = 0;
  floor = 0;
  lettings = 0;

  constructor(
    facts: readonly Fact[],
    options: ArraySourceOptions,
    gone: Set<string>,
    bases: ReadonlyMap<string, Json>,
  ) {
    this.#all = facts;
    this.#options = options;
    this.#gone = gone;
    this.#bases = bases;
  }

  get seq() {
    return this.#all.at(-1)?.seq ?? 0;
  }
  get taskCount() {
    return this.#created.length;
  }
  get #kept(): readonly Fact[] {
    return this.#gone.size === 0 ? this.#all : this.#all.filter((fact) => !this.#gone.has(fact.taskId ?? ''));
  }
  get #created(): readonly FactOf<'task_created'>[] {
    for (; this.#scanned < this.#all.length; this.#scanned += 1) {
      const fact = this.#all[this.#scanned] as Fact;
      if (fact.type === 'task_created') this.#places.set(fact.taskId, this.#births.push(fact) - 1);
    }
    return this.#births;
  }

  now(): number {
    return read(this.#options.now, this.#all.at(-1)?.timestamp ?? 0);
  }
  monotonic(): number {
    return read(this.#options.mono, this.#all.at(-1)?.mono ?? 0);
  }
  facts(since = 0) {
    return this.#kept.filter((fact) => fact.seq > since);
  }
  visit(since: number, _types: unknown, visitor: (fact: Fact, task: Position | undefined) => void) {
    if (since >= this.seq) return;
    void this.#created;
    for (const fact of this.facts(since)) visitor(fact, this.#places.get(fact.taskId ?? ''));
  }
  fact(seq: number) {
    return this.#kept.find((fact) => fact.seq === seq);
  }
  draft(seq: number): Draft {
    const { seq: _seq, timestamp: _timestamp, mono: _mono, taskId: _taskId, ...draft } = this.fact(seq) as Fact;
    return draft;
  }
  timestamp(seq: number) {
    return (this.fact(seq) as Fact).timestamp;
  }
  newest(type: FactType) {
    return this.#all.findLast((fact) => fact.type === type)?.seq ?? 0;
  }
  settle() {}
  positions() {
    return this.#created.flatMap(({ taskId }, position) => (this.#gone.has(taskId) ? [] : position));
  }
  has(task: Position) {
    return !this.#gone.has(this.#created[task]?.taskId ?? '');
  }
  factsOf(task: Position) {
    return this.#all.filter((fact) => fact.taskId === this.created(task).taskId);
  }
  created(task: Position) {
    if (!this.has(task)) throw new NotFoundError('expired', 'It was let go.', 'Keep more.');
    return this.#created[task] as FactOf<'task_created'>;
  }
  latest(task: Position) {
    return this.factsOf(task).findLast((fact) => fact.type === 'stage_changed');
  }
  createdSeq(task: Position) {
    return this.created(task).seq;
  }
  latestSeq(task: Position) {
    return this.latest(task)?.seq ?? 0;
  }
  recordBefore(seq: number) {
    const { taskId } = this.#all.find((fact) => fact.seq === seq) as Fact;
    const isRecord = (fact: Fact) => fact.type === 'stage_changed' && fact.taskId === taskId && fact.seq < seq;
    return this.#all.findLast(isRecord)?.seq ?? 0;
  }
  idOf(task: Position) {
    return this.created(task).taskId;
  }
  positionOf(taskId: string) {
    return this.#created.length === 0 || this.#gone.has(taskId) ? undefined : this.#places.get(taskId);
  }
  fold<S>(view: View<S>): S {
    const kept = this.#folds.get(view) ?? { state: this.#begin(view), seq: 0 };
    this.#folds.set(view, kept);
    this.visit(kept.seq, undefined, (fact, task) => view.add(kept.state as S, fact, task));
    kept.seq = this.seq;
    return kept.state as S;
  }
  lifecycle(name: string | undefined) {
    return this.#options.lifecycles?.find((lifecycle) => lifecycle.name === name);
  }
  decode(value: unknown) {
    return (this.#options.decode ?? structuredClone)(value);
  }
  upTo(seq: number): ArraySource {
    const past = this.#all.filter((fact) => fact.seq <= seq);
    const cut = this.#cuts.get(seq) ?? new FactArray(past, pastOf(this.#options), new Set(this.#gone), this.#saved());
    this.#cuts.set(seq, cut);
    return cut;
  }

  letGo(...taskIds: readonly string[]) {
    for (const view of lastingViews) this.fold(view);
    for (const taskId of taskIds) this.#forget(taskId);
    this.#cuts.clear();
  }
  restored(): ArraySource {
    const source = new FactArray(this.#all, this.#options, new Set(this.#gone), this.#saved());
    return Object.assign(source, { lifecycle: this.lifecycle, floor: this.floor });
  }

  #begin<S>(view: View<S>): S {
    const saved = this.#bases.get(view.name);
    return saved === undefined || !view.load ? view.start() : view.load(structuredClone(saved));
  }
  #forget(taskId: string) {
    const position = this.positionOf(taskId) as Position;
    const facts = this.factsOf(position);
    const gone = { taskId, position, created: this.created(position), end: this.#endOf(position), facts };
    for (const [view, { state }] of this.#folds) {
      this.fold(view);
      view.forget?.(state, gone);
    }
    this.#gone.add(taskId);
    this.lettings += 1;
    this.floor = Math.max(this.floor, facts.at(-1)?.seq ?? 0);
  }
  #endOf(position: Position): FactOf<'stage_changed'> {
    const end = this.latest(position);
    if (end && meaningOf(end).phase === 'done') return end;
    throw new Error(`task '${this.idOf(position)}' is not done: nothing lets go of it`);
  }
  /** Through text, as a checkpoint goes. */
  #saved(): ReadonlyMap<string, Json> {
    const saved = lastingViews.map((view) => [view.name, view.save?.(this.fold(view))] as const);
    return new Map(JSON.parse(JSON.stringify(saved)) as [string, Json][]);
  }
}

/** A moment of the past has the clocks of its newest fact. */
function pastOf({ now: _now, mono: _mono, ...rest }: ArraySourceOptions): ArraySourceOptions {
  return rest;
}

function read(clock: number | (() => number) | undefined, otherwise: number): number {
  return typeof clock === 'function' ? clock() : (clock ?? otherwise);
}
