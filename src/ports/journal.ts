import type { Fact } from '../model/facts.ts';

/**
 * Where facts are kept.
 *
 * 1. `append` is called before anybody hears of the facts. If it throws, they did not happen.
 * 2. Facts come in the order of `seq`, without gaps, and are read back in the same order.
 * 3. `append` is synchronous and never waits for the disk to be flushed.
 * 4. `flush` resolves when all that was appended before is on stable storage; it rejects if that cannot be had.
 * 5. After `close` nothing is appended; closing twice is harmless.
 */
export interface Journal {
  append(facts: readonly Fact[]): void;
  read(): Iterable<Fact>;
  flush(): Promise<void>;
  close(): Promise<void>;
}
