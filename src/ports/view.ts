import type { Fact, FactOf, FactType } from '../model/facts.ts';
import type { Template } from '../model/template.ts';
import type { Json } from '../model/json.ts';
import type { Position } from './position.ts';

/** A task that is let go of: it is done. */
export interface GoneTask {
  readonly taskId: string;
  readonly position: Position;
  readonly created: FactOf<'task_created'>;
  /** Its newest record. */
  readonly end: FactOf<'stage_changed'>;
  /** All of its facts that were still kept, oldest first, these two among them. */
  readonly facts: readonly Fact[];
}

/** A task that is kept, and of which older facts are let go. */
export interface ThinnedTask {
  readonly taskId: string;
  readonly position: Position;
  /** Its facts that were still kept, oldest first, up to the newest one that needs not be read any more. */
  readonly facts: readonly Fact[];
  /** Those of them that are let go. */
  readonly others: readonly Fact[];
}

/**
 * A fold over facts: what they mean to somebody.
 *
 * 1. `add` may write into the state that it is given, and into nothing else.
 * 2. The same facts give the same state; adding in two parts equals adding at once.
 * 3. A view sees every fact of its types once, in the order of `seq`, and ignores what it does not know.
 * 4. Of a task that is let go, `forget` takes out what is told of that task alone; what counts for ever stays.
 * 5. `load(save(state))`, and then the facts that are kept, gives the state again. A view without `save` keeps nothing
 *    of what was let go: `start()`, and then the facts that are kept, gives its state.
 *    Facts of tasks that are kept may be let go too: then `thin` takes the place of `forget`.
 * 6. `save` says the same of a state that has taken in, of what is kept, only the facts of the types of `counted`.
 */
export interface View<S> {
  readonly name: string;
  /** The types of facts that it reads; it may be spared the others. Default: all. */
  readonly types?: ReadonlySet<FactType>;
  start(): S;
  /** @param task absent for a fact about no task */
  add(state: S, fact: Fact, task: Position | undefined): void;
  forget?(state: S, gone: GoneTask): void;
  /**
   * Of a task that is kept, older facts are let go: takes out what is told of these alone.
   * @param most so many of each kind are kept at least
   */
  thin?(state: S, thinned: ThinnedTask, most: number): void;
  /**
   * What `forget` has to know of the facts that are kept: so long as nobody reads the view, it is spared the others.
   * Default: all of its types.
   */
  readonly counted?: ReadonlySet<FactType>;
  /** What counts for ever of what was let go. A view that has it takes in every such fact before that is let go. */
  save?(state: S): Json;
  load?(saved: Json): S;
  /** What `save` makes: a checkpoint that holds something else is refused when it is read. */
  readonly saved?: Template;
}
