import type { DraftOf } from '../model/facts.ts';

/** What does the work of a task: a tracked function, or an adopted promise. */
export interface Body {
  /** The task has moved; `state` may be further already. */
  moved(fact: DraftOf<'stage_changed'>): void;
  /** Somebody asked the running body to end. */
  asked(): void;
  /** It has delivered, but its end cannot be written yet. */
  handedOut(): void;
  /** Somebody awaits the task, so that its timers hold the process. */
  awaited(): void;
}
