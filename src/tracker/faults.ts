import { toTrackedError } from '../codec/error.ts';
import type { Redactor } from '../codec/redact.ts';

/**
 * What went wrong inside of a tracker, or in a port that it was given, where no command of the host is to hear of it:
 * told once as a warning of the process, and counted.
 */
export class Faults {
  readonly #redactor: Redactor;
  count = 0;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  readonly report = (error: unknown): void => {
    this.count++;
    if (this.count === 1) warn(`Something inside of the tracker threw: ${inWords(error, this.#redactor)}`);
  };

  /** Does it; what it throws is reported, and goes no further. */
  contain(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.report(error);
    }
  }
}

/** Whatever was thrown, in one line without secrets. */
export function inWords(error: unknown, redactor: Redactor): string {
  const { name, message } = toTrackedError(error, redactor);
  return name === 'NonError' ? message : `${name}: ${message}`;
}

export function warn(message: string): void {
  globalThis.process?.emitWarning?.(message, 'WorktrailWarning');
}
