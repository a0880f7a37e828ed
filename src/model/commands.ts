import type { Draft, DraftOf } from './facts.ts';
import type { Role } from './lifecycle.ts';

/** Why something is asked for. `cause` is the `seq` of the fact that brought it about. */
export interface Grounds {
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly cause?: number | undefined;
}

/** What goes into the record of a stage beside its name. Values are as the host handed them over. */
export interface Entry extends Grounds {
  readonly result?: unknown;
  readonly summary?: string | undefined;
  readonly payload?: unknown;
  readonly schemas?: readonly string[] | undefined;
  readonly error?: unknown;
  readonly caughtError?: unknown;
  readonly nextAttemptAt?: number | undefined;
  readonly lastSeenAt?: number | undefined;
  readonly lastSeenMono?: number | undefined;
}

/** An entry that says nothing. */
export const nothing: Entry = Object.freeze({});

/** An entry that says no more than what came out. A class, so that it is told at a glance. */
export class OnlyResult implements Entry {
  readonly result: unknown;

  constructor(result: unknown) {
    this.result = result;
  }
}

/** A draft whose open fields still hold what the host handed over; the engine makes them JSON-safe. */
export type RawDraft = Draft | RawStageChange;
export type RawStageChange = Omit<DraftOf<'stage_changed'>, 'result' | 'payload' | 'error' | 'caughtError'> & Entry;

/** A request. `decide` answers it with drafts, or refuses it. */
export type Command =
  /** Compare and set: from this stage to that one. */
  | { readonly do: 'transition'; readonly from: string; readonly to: string; readonly entry: Entry }
  /** A method of `Task`. */
  | { readonly do: 'ask'; readonly role: Role; readonly entry: Entry }
  /** What the library itself does: where no road leads to the stage meant, it goes to the failure stage. */
  | { readonly do: 'lead'; readonly role: Role; readonly entry: Entry }
  /** A body has delivered. `role` is what follows if nothing else was decided meanwhile. */
  | {
      readonly do: 'settle';
      readonly attempt: number;
      readonly role: 'succeed' | 'fail' | 'retry';
      readonly entry: Entry;
    }
  /** Cancel or stop. A running body is asked (`hasBody`) and its task ends later; anything else ends at once. */
  | {
      readonly do: 'request';
      readonly outcome: 'cancelled' | 'stopped';
      readonly hasBody: boolean;
      readonly entry: Grounds;
    }
  /** The grace time of a request is over. */
  | { readonly do: 'give_up' }
  /** Something outside of the task forbids a move that its lifecycle allows. */
  | { readonly do: 'refuse'; readonly to: string; readonly because: string }
  /** A fact about an open task that moves nothing. */
  | { readonly do: 'record'; readonly draft: Draft }
  /** An annotation: it may follow a done stage. */
  | { readonly do: 'annotate'; readonly draft: DraftOf<'annotated'> };
