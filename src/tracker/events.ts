import type { EventEmitter } from '../engine/emitter.ts';
import type { Change } from '../model/change.ts';
import type { Json } from '../model/json.ts';
import type { DefaultLifecycle, Lifecycle, StageOf } from '../model/lifecycle.ts';
import type { Annotation, Progress } from '../model/records.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { StatusAt, TaskStatus } from '../model/status.ts';
import type { Task } from './task.ts';

/** What every event about a task has. */
interface OfTask {
  readonly seq: number;
  readonly task: Task;
}
/** A task moved. Both are records of that moment, whatever came later. */
export interface TransitionEvent<To = TaskStatus, L = DefaultLifecycle> extends OfTask {
  readonly from: TaskStatus<unknown, L>;
  readonly to: To;
}
export interface RejectedEvent extends OfTask {
  readonly from: string;
  readonly to: string;
  readonly legal: readonly string[];
  readonly code: 'illegal' | 'stale';
}
export interface ProgressEvent extends OfTask {
  readonly progress: Progress;
}
/** Of a task, or of a work by its name. */
export interface MetadataEvent {
  readonly seq: number;
  readonly task?: Task;
  readonly work?: string;
  readonly patch: Readonly<Record<string, Json>>;
}
/** One observation that changed something. */
export interface ChangeEvent extends OfTask {
  readonly target: string;
  readonly changes: readonly Change[];
}
export interface SnapshotEvent extends OfTask {
  readonly snapshot: Snapshot;
}
export interface AnnotationEvent extends OfTask {
  readonly annotation: Annotation;
}
/** A call that did not run, because one of the same key is open (`shared`) or has ended well (`cache_hit`). */
export interface ReuseEvent {
  readonly task: Task;
  readonly work: string;
  readonly key: string;
}
export interface ListenerErrorEvent {
  readonly error: unknown;
  readonly event: string;
}
export interface JournalErrorEvent {
  readonly error: unknown;
}
export interface IdleEvent {
  readonly seq: number;
}

type StageEvents<L> = {
  [S in StageOf<L> & string as `stage:${S}`]: (event: TransitionEvent<StatusAt<S, unknown, L>, L>) => void;
};

interface CommonEvents<L> {
  transition(event: TransitionEvent<TaskStatus<unknown, L>, L>): void;
  rejected(event: RejectedEvent): void;
  progress(event: ProgressEvent): void;
  metadata(event: MetadataEvent): void;
  change(event: ChangeEvent): void;
  snapshot(event: SnapshotEvent): void;
  annotation(event: AnnotationEvent): void;
  cache_hit(event: ReuseEvent): void;
  shared(event: ReuseEvent): void;
  listenerError(event: ListenerErrorEvent): void;
  journalError(event: JournalErrorEvent): void;
  idle(event: IdleEvent): void;
}

/** The events of a tracker: a listener for `stage:failed` gets a record of `failed`, with its error. */
export type TrackerEvents<L extends Lifecycle = never> = CommonEvents<DefaultLifecycle | L> &
  StageEvents<DefaultLifecycle | L>;

/** As eventemitter3 has it, in words that show a listener by what it is given and cost a compiler less. */
interface Listening<E> {
  on<K extends keyof E>(event: K, listener: E[K], context?: unknown): this;
  once<K extends keyof E>(event: K, listener: E[K], context?: unknown): this;
  off<K extends keyof E>(event: K, listener?: E[K], context?: unknown, once?: boolean): this;
}
/** Has what `Listening` has not, so that the compiler sees at once that one cannot stand for the other. */
interface DefaultListening extends Listening<TrackerEvents>, Pick<EventEmitter<TrackerEvents>, 'eventNames'> {}
type Known<L> = L extends unknown ? (string extends StageOf<L> ? never : L) : never;
/**
 * The emitter of a tracker. Own lifecycles add events of their stages, and their records in `transition`; it can still
 * stand wherever that of any other tracker can.
 */
export type TrackerEmitter<L extends Lifecycle = never> = ([Known<L>] extends [never]
  ? unknown
  : Listening<TrackerEvents<Known<L>>>) &
  DefaultListening &
  EventEmitter<TrackerEvents>;
