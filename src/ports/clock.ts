/** Where time comes from. */
export interface Clock {
  /** Wall clock, epoch milliseconds; it may step back. */
  now(): number;
  /**
   * The wall clock, given a reading of the monotonic one that was just made; for clocks where the one is cheaply told
   * from the other. Default: `now()`.
   */
  nowAt?(monotonic: number): number;
  /** Milliseconds from an arbitrary start; it never steps back. */
  monotonic(): number;
  /**
   * Calls back once, `ms` milliseconds of the monotonic clock later, never before `setTimer` has returned.
   * @param hold whether the timer keeps the process alive
   * @returns a function that takes the timer back; calling it twice is harmless
   */
  setTimer(callback: () => void, ms: number, hold: boolean): () => void;
}
