import { RecordedError } from '../model/errors.ts';
import type { TrackedError } from '../model/tracked-error.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { brandOf } from './prototypes.ts';
import type { Redactor } from './redact.ts';
import { keptText } from './kept-text.ts';
import type { Tally } from './tally.ts';

/** The most that is kept of each part, in bytes of JSON. */
const caps = { name: 256, code: 256, message: 8192, stack: 16_384 } as const;
/** Without what, and where it is counted what was cut. */
interface How {
  readonly redact: Redactor | undefined;
  readonly tally: Tally | undefined;
}

/** How many causes are kept. */
const deepest = 8;

/** Records whatever was thrown. It never throws; what cannot be read is left out. */
export function toTrackedError(thrown: unknown, redact?: Redactor, tally?: Tally): TrackedError {
  return record(thrown, { redact, tally }, []);
}

/** Hands a recorded failure out again, with its message, code, stack and causes. */
export function toError(recorded: TrackedError): RecordedError {
  return revive(recorded, deepest);
}

function record(thrown: unknown, how: How, seen: readonly unknown[]): TrackedError {
  if (!isError(thrown)) return { name: 'NonError', message: clip(show(thrown, how.redact), 'message', how) };
  const stack = textOf(thrown, 'stack', how);
  const code = textOf(thrown, 'code', how);
  const cause = causeOf(thrown, how, [...seen, thrown]);
  return {
    name: textOf(thrown, 'name', how) || 'Error',
    message: textOf(thrown, 'message', how) ?? '',
    ...(stack !== undefined && { stack }),
    ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause }),
  };
}

function causeOf(error: object, how: How, seen: readonly unknown[]): TrackedError | undefined {
  const cause = read(error, 'cause');
  const isKept = cause !== undefined && seen.length <= deepest && !seen.includes(cause);
  return isKept ? record(cause, how, seen) : undefined;
}

function textOf(error: object, part: keyof typeof caps, how: How): string | undefined {
  const value = read(error, part);
  if (typeof value === 'string') return clip(value, part, how);
  return part === 'code' && typeof value === 'number' ? String(value) : undefined;
}

function clip(text: string, part: keyof typeof caps, { redact, tally }: How): string {
  return keptText(text, redact, tally, caps[part]);
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
