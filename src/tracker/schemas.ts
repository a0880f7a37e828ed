import { redactText } from '../codec/redact.ts';
import { ValidationError } from '../model/errors.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';

/** What a Standard Schema says of a value, where the answer cannot be waited for. */
export function validateNow<T>(schema: StandardSchemaV1<unknown, T>, value: unknown, what: string): T {
  const answer = schema['~standard'].validate(value);
  if (answer instanceof Promise) throw asynchronous(what);
  return accepted(answer, what);
}

/** Judges a result, if there is a schema; one that answers at once is heard at once. */
export function judged(
  schema: StandardSchemaV1 | undefined,
  result: unknown,
  fits: () => void,
  fitsNot: (error: unknown) => void,
): void {
  const fault = schema && faultOf(schema, result);
  if (fault instanceof Promise) void fault.then((error) => (error ? fitsNot(error.thrown) : fits()));
  else if (fault) fitsNot(fault.thrown);
  else fits();
}

interface Fault {
  readonly thrown: unknown;
}

function faultOf(schema: StandardSchemaV1, result: unknown): Fault | undefined | Promise<Fault | undefined> {
  try {
    const answer = schema['~standard'].validate(result);
    if (answer instanceof Promise) return answer.then((late) => void accepted(late, 'result')).catch(toFault);
    accepted(answer, 'result');
    return undefined;
  } catch (thrown) {
    return { thrown };
  }
}

function toFault(thrown: unknown): Fault {
  return { thrown };
}

function accepted<T>(answer: StandardSchemaV1.Result<T>, what: string): T {
  if (!answer.issues) return answer.value;
  const [issue] = answer.issues;
  const path = redactText([what, ...(issue?.path ?? []).map(keyOf)].join('.'));
  const message = `${path} does not fit its schema: ${redactText(issue?.message ?? 'refused')}.`;
  throw new ValidationError('schema', message, 'Give a value that the schema accepts, or change the schema.', path);
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === 'object' ? segment.key : segment);
}

function asynchronous(what: string): ValidationError {
  const message = `The schema of ${what} answers with a promise, which nobody can wait for here.`;
  return new ValidationError('async_schema', message, 'Use a schema without asynchronous checks.', what);
}
