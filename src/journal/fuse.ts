import type { TrackerError } from '../model/errors.ts';
import { asJournalError } from './complaints.ts';

/** Blows at the first error after which nothing may be written any more, and then lets nothing through. */
export class Fuse {
  #blown: TrackerError | undefined;

  get blown(): TrackerError | undefined {
    return this.#blown;
  }

  check(): void {
    if (this.#blown !== undefined) throw this.#blown;
  }

  /** Does something that writes. */
  guard(action: () => void): void {
    this.check();
    try {
      action();
    } catch (error) {
      throw this.judge(error);
    }
  }

  /** The error as a typed one, remembered if it is final. */
  judge(error: unknown): TrackerError {
    const refusal = asJournalError('Writing to the journal', error);
    if (isFinal(refusal)) this.#blown ??= refusal;
    return refusal;
  }
}

/** A failed flush, and a journal that another process has taken over. */
export function isFinal(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'poisoned' || code === 'locked';
}
