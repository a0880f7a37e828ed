import { RecordedError } from '../model/errors.ts';
import type { TrackedError } from '../model/tracked-error.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { brandOf } from './prototypes.ts';
import type { Redactor } from './redact.ts';
import { cleaned, fitting } from './text-size.ts';

/** The most that is kept of each part, in bytes of JSON. */
const caps = { name: 256, code: 256, message: 8192, stack: 16_384 } as const;
/** How many causes are kept. */
const deepest = 8;

/** Records whatever was thrown. It never throws; what cannot be read is left out. */
export function toTrackedError(thrown: unknown, redact?: Redactor): TrackedError {
  return record(thrown, redact, []);
}

/** Hands a recorded failure out again, with its message, code, stack and causes. */
export function toError(recorded: TrackedError): RecordedError {
  return revive(recorded, deepest);
}

function record(thrown: unknown, redact: Redactor | undefined, seen: readonly unknown[]): TrackedError {
  if (!isError(thrown)) return { name: 'NonError', message: clip(show(thrown, redact), 'message', redact) };
  const stack = textOf(thrown, 'stack', redact);
  const code = textOf(thrown, 'code', redact);
  const cause = causeOf(thrown, redact, [...seen, thrown]);
  return {
    name: textOf(thrown, 'name', redact) || 'Error',
    message: textOf(thrown, 'message', redact) ?? '',
    ...(stack !== undefined && { stack }),
    ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause }),
  };
}

function causeOf(error: object, redact: Redactor | undefined, seen: readonly unknown[]): TrackedError | undefined {
  const cause = read(error, 'cause');
  const isKept = cause !== undefined && seen.length <= deepest && !seen.includes(cause);
  return isKept ? record(cause, redact, seen) : undefined;
}

function textOf(error: object, part: keyof typeof caps, redact: Redactor | undefined): string | undefined {
  const value = read(error, part);
  if (typeof value === 'string') return clip(value, part, redact);
  return part === 'code' && typeof value === 'number' ? String(value) : undefined;
}

function clip(text: string, part: keyof typeof caps, redact: Redactor | undefined): string {
  const clean = (dirty: string) => (redact === undefined ? dirty : redact.text(dirty));
  return fitting(cleaned(text, caps[part], clean), caps[part]);
}

/** What a reader needs to recognise the value that was thrown. */
function show(thrown: unknown, redact: Redactor | undefined): string {
  if (typeof thrown === 'string') return thrown;
  if (typeof thrown !== 'object' && typeof thrown !== 'function') return String(thrown);
  const caps = { depth: 4, nodes: 100, bytes: 4096 };
  const { value } = encode(thrown, { caps, ...(redact && { redact }) });
  const shown = decode(value);
  return typeof shown === 'string' ? shown : JSON.stringify(value);
}

function isError(thrown: unknown): thrown is object {
  try {
    return thrown instanceof Error || (typeof thrown === 'object' && thrown !== null && brandOf(thrown) === 'Error');
  } catch {
    return false;
  }
}

function read(error: object, part: string): unknown {
  try {
    return (error as Record<string, unknown>)[part];
  } catch {
    return undefined;
  }
}

function revive(recorded: TrackedError, levels: number): RecordedError {
  const { name, message, stack, code = 'recorded', cause } = recorded;
  const fix = `It was thrown as ${name} and recorded; look into its stack and cause.`;
  const options = cause === undefined || levels === 0 ? {} : { cause: revive(cause, levels - 1) };
  const error = new RecordedError(code, message, fix, options);
  if (stack !== undefined) error.stack = stack;
  return error;
}
