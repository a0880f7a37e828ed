import type { Draft } from '../model/facts.ts';
import type { Position } from './source.ts';

/**
 * Hears of facts.
 *
 * 1. Facts come in the order of `seq`, each once, after they were remembered.
 * 2. An observer does not throw, and may give commands.
 */
export interface Observer {
  /** @param task absent for a fact about no task */
  told(fact: Draft, seq: number, task: Position | undefined): void;
}
