/**
 * What the library refuses, and why. Each error says what was true (`message`) and what to do next (`fix`), and is
 * recognised by `instanceof` across two copies of the library, because the mark is a registered symbol.
 */
const marks = Symbol.for('worktrail.error');

interface Marked {
  readonly [marks]?: string;
}
interface ErrorOptions {
  readonly cause?: unknown;
}

/** The root of all errors of this library. */
export class TrackerError extends Error {
  static readonly [marks]: string = 'TrackerError';
  /** What was refused, as a snake_case word that a program can read. */
  readonly code: string;
  /** What to do next, as a sentence for people. */
  readonly fix: string;

  constructor(code: string, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.fix = fix;
    this.name = new.target[marks];
  }

  get [marks](): readonly string[] {
    return lineage(this);
  }

  /** A class that a host derives has no mark of its own, and is recognised in the ordinary way. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!Object.hasOwn(this, marks)) return Function.prototype[Symbol.hasInstance].call(this, value);
    const line = typeof value === 'object' && value !== null ? (value as { [marks]?: unknown })[marks] : undefined;
    return Array.isArray(line) && line.includes(this[marks]);
  }
}

function lineage(error: object): readonly string[] {
  const names: string[] = [];
  for (let at = error.constructor as Marked; at[marks]; at = Object.getPrototypeOf(at) as Marked) names.push(at[marks]);
  return names;
}

/** A move for which no road leads (`illegal`), or whose `from` is no longer true (`stale`). State is unchanged. */
export class TransitionError extends TrackerError {
  static override readonly [marks]: string = 'TransitionError';
  declare readonly code: 'illegal' | 'stale';
  readonly from: string;
  readonly to: string;
  /** The stages that can be moved to from `from`. */
  readonly legal: readonly string[];

  constructor(
    code: 'illegal' | 'stale',
    message: string,
    fix: string,
    move: { from: string; to: string; legal: readonly string[] },
  ) {
    super(code, message, fix);
    this.from = move.from;
    this.to = move.to;
    this.legal = move.legal;
  }
}

/** A command named an id, a path or a moment that is not there. Codes: `not_found`, `expired`. */
export class NotFoundError extends TrackerError {
  static override readonly [marks]: string = 'NotFoundError';
}

/** The task is still open, so that it cannot be resumed. */
export class StillActiveError extends TrackerError {
  static override readonly [marks]: string = 'StillActiveError';
}

/**
 * The task cannot be resumed. Codes: `cancelled`, `skipped`, `child`, `no_function`, `arguments_lost`, `redacted`,
 * `superseded`.
 */
export class NotResumableError extends TrackerError {
  static override readonly [marks]: string = 'NotResumableError';
}

/** The awaited stage cannot come any more. */
export class NotReachableError extends TrackerError {
  static override readonly [marks]: string = 'NotReachableError';
}

/** The waiting line of a tracked function is full (`maxPending`). The refused call leaves no task behind. */
export class QueueFullError extends TrackerError {
  static override readonly [marks]: string = 'QueueFullError';
}

/** What was handed over is not what was asked for. `path` names the offending place. Nothing was recorded. */
export class ValidationError extends TrackerError {
  static override readonly [marks]: string = 'ValidationError';
  readonly path: string;

  constructor(code: string, message: string, fix: string, path: string, options?: ErrorOptions) {
    super(code, message, fix, options);
    this.path = path;
  }
}

/** Where a journal is damaged, or who holds it. */
export interface JournalErrorDetails {
  readonly file?: string;
  /** In bytes from the start of the file. */
  readonly offset?: number;
  /** In bytes. */
  readonly length?: number;
  /** The first fact that is concerned. */
  readonly seq?: number;
  readonly pid?: number;
  readonly host?: string;
}

/**
 * The journal cannot be used. Codes: `locked`, `corrupt`, `too_new`, `format`, `poisoned`, `full`, `closed`, `io`,
 * `no_disk`.
 */
export class JournalError extends TrackerError {
  static override readonly [marks]: string = 'JournalError';
  readonly details: JournalErrorDetails;

  constructor(
    code: string,
    message: string,
    fix: string,
    options: ErrorOptions & { readonly details?: JournalErrorDetails } = {},
  ) {
    super(code, message, fix, options);
    this.details = options.details ?? {};
  }
}

/** The task was ended by somebody. Its `name` is `AbortError`. Codes: `cancelled`, `stopped`, `skipped`. */
export class CancelledError extends TrackerError {
  static override readonly [marks]: string = 'CancelledError';
  declare readonly code: 'cancelled' | 'stopped' | 'skipped';

  constructor(code: CancelledError['code'], message: string, fix: string, options?: ErrorOptions) {
    super(code, message, fix, options);
    this.name = 'AbortError';
  }
}

/** A time limit ended the attempt or the task. `code` is the reason, such as `run_timeout`. */
export class TimeoutError extends TrackerError {
  static override readonly [marks]: string = 'TimeoutError';
}

/** Thrown by a body: do not retry. */
export class FinalError extends TrackerError {
  static override readonly [marks]: string = 'FinalError';
  readonly retryable = false;

  constructor(message: string, options: { code?: string; cause?: unknown } = {}) {
    super(options.code ?? 'final', message, 'The body asked for no further attempt; read its cause.', options);
  }
}

/** A failure of an earlier process, handed out again. */
export class RecordedError extends TrackerError {
  static override readonly [marks]: string = 'RecordedError';
}
