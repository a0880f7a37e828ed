import type { Draft } from '../model/facts.ts';
import type { Position } from '../ports/source.ts';
import type { TaskState } from '../rules/state.ts';

/** What the running process keeps beside a task: its body, its signal, who waits for it. No rule and no view reads it. */
export interface Bound {
  /** Whether anything here is to hear of the facts of the task. */
  readonly isListening: boolean;
  /** Called for each fact of the task while it listens, once the fact is remembered and before listeners hear of it. */
  told(draft: Draft, seq: number): void;
  /** Whether something runs that can be asked to end: a function or a promise. */
  readonly hasBody: boolean;
}

/** A task as the engine knows it. */
export interface Entity {
  readonly position: Position;
  readonly state: TaskState;
  bound: Bound | undefined;
  /** So many facts may be told of it before it is looked whether older ones are to be let go. */
  room: number;
}
