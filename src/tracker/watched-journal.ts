import { toTrackedError } from '../codec/error.ts';
import { createRedactor, redactText } from '../codec/redact.ts';
import { JournalError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import type { Health } from '../model/records.ts';
import type { Journal, JournalHealth } from '../ports/journal.ts';

/**
 * The journal of a tracker, watched.
 *
 * 1. Whatever it throws comes out as a `JournalError`, and nothing has happened then.
 * 2. A failure is told once, until it takes facts again.
 */
export class WatchedJournal {
  readonly #journal: Journal;
  readonly #failed: (error: JournalError) => void;
  /** Told of the newest fact that it has taken. */
  written: (seq: number) => void = () => undefined;
  #error: JournalError | undefined;

  constructor(journal: Journal, failed: (error: JournalError) => void) {
    this.#journal = journal;
    this.#failed = failed;
  }

  append(facts: readonly Fact[]): void {
    try {
      this.#journal.append(facts);
      this.#error = undefined;
      this.written((facts.at(-1) as Fact).seq);
    } catch (error) {
      throw this.#note(asJournalError(error));
    }
  }

  #note(error: JournalError): JournalError {
    const isNews = this.#error === undefined;
    this.#error = error;
    if (isNews) this.#failed(error);
    return error;
  }

  /** A journal that cannot even say how it is, is failing. */
  #known(): JournalHealth | undefined {
    try {
      return this.#journal.health?.();
    } catch (error) {
      this.#error ??= asJournalError(error);
      return undefined;
    }
  }

  health(): Omit<Health, 'dropped'> {
    const known = this.#known();
    const journal = this.#error && known?.journal !== 'poisoned' ? 'failing' : (known?.journal ?? 'ok');
    const lastError = this.#error ? toTrackedError(this.#error, createRedactor()) : known?.lastError;
    const unknown = known?.unknown ? { unknown: known.unknown } : {};
    return { journal, lagMs: known?.lagMs ?? 0, bytes: known?.bytes ?? 0, ...unknown, ...(lastError && { lastError }) };
  }
}

function asJournalError(error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  const message = `The journal took no facts: ${redactText(error instanceof Error ? error.message : String(error))}.`;
  return new JournalError('io', message, 'Look at what the journal threw, which is the cause.', { cause: error });
}
