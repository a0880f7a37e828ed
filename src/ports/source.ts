import type { Draft, Fact, FactOf, FactType } from '../model/facts.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Position } from './position.ts';
import type { View } from './view.ts';

/** @param task absent for a fact about no task */
export type Visitor = (fact: Fact, task: Position | undefined) => void;

export type { Position } from './position.ts';

/**
 * The facts, to be read. The live ledger is one, and a moment of the past (`upTo`) is another; every reader is written
 * against this port, so that all of them agree.
 *
 * 1. What it hands out is frozen, or made anew for each caller.
 * 2. A live source grows, and lets go of tasks that are done; one that was cut with `upTo` never changes.
 */
export interface FactSource {
  /** The newest fact that can be read; 0 while there is none. */
  readonly seq: number;
  /** How many tasks were created. */
  readonly taskCount: number;
  /** The wall clock of this source: now, or the moment that it was cut at. */
  now(): number;
  /**
   * The monotonic clock of the owner that wrote the newest fact, to count open durations up to. Undefined where that
   * owner is gone, as long as the next one has written nothing: then wall clocks have to do.
   */
  monotonic(): number | undefined;
  /** The newest fact that was let go; 0 while there is none. What was before it is not known whole any more. */
  readonly floor: number;
  /** It differs where something was let go between two looks: who keeps what he read compares it. */
  readonly lettings: number;
  /** All facts with a greater `seq` that are kept, oldest first. */
  facts(since?: number): Iterable<Fact>;
  /** Visits them in the same order, each with its task, up to a fact. Those of other types than these are left out. */
  visit(since: number, types: ReadonlySet<FactType> | undefined, visitor: Visitor, until?: number): void;
  /** Undefined for one that there is not, and for one that was let go. */
  fact(seq: number): Fact | undefined;
  /** What a fact of this source says, without its stamp and its task: it costs less than the fact. */
  draft(seq: number): Draft;
  /** When a fact of this source came about, epoch milliseconds. */
  timestamp(seq: number): number;
  /** No fact of this type is newer than this one; 0 where there is none. */
  newest(type: FactType): number;
  /** Lets go of what is due. A look at many tasks begins with it. */
  settle(): void;
  /** The tasks that are kept, in order of creation. */
  positions(): readonly Position[];
  /** Whether it is kept. What is asked of another one throws a `NotFoundError` (`expired`). */
  has(task: Position): boolean;
  /** The facts of one task, oldest first. */
  factsOf(task: Position): readonly Fact[];
  created(task: Position): FactOf<'task_created'>;
  /** The number of the fact that created a task. */
  createdSeq(task: Position): number;
  /** The newest record of a task; undefined before its first transition. */
  latest(task: Position): FactOf<'stage_changed'> | undefined;
  /** The number of the newest record of a task; 0 before its first transition. */
  latestSeq(task: Position): number;
  /** The number of the record of the same task before the fact `seq`; 0 where that was its first one. */
  recordBefore(seq: number): number;
  idOf(task: Position): string;
  positionOf(taskId: string): Position | undefined;
  /** The state of a view after all facts of this source. Views are kept fresh: only new facts are added. */
  fold<S>(view: View<S>): S;
  lifecycle(name: string | undefined): Lifecycle | undefined;
  /** A recorded value as the host knew it: made anew at each call. Of what was not recorded, `undefined`. */
  decode(value: unknown): unknown;
  /** The same facts, up to and with `seq`. */
  upTo(seq: number): FactSource;
}
