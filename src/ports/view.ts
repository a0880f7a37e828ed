import type { Fact, FactType } from '../model/facts.ts';

/**
 * A fold over facts: what they mean to somebody.
 *
 * 1. `add` may write into the state that it is given, and into nothing else.
 * 2. The same facts give the same state; adding in two parts equals adding at once.
 * 3. A view sees every fact of its types once, in the order of `seq`, and ignores what it does not know.
 */
export interface View<S> {
  readonly name: string;
  /** The types of facts that it reads; it may be spared the others. Default: all. */
  readonly types?: ReadonlySet<FactType>;
  start(): S;
  add(state: S, fact: Fact): void;
}
