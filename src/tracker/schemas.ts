import { ValidationError } from '../model/errors.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';

/** What a Standard Schema says of a value, where the answer cannot be waited for. */
export function validateNow<T>(schema: StandardSchemaV1<unknown, T>, value: unknown, what: string): T {
  const answer = schema['~standard'].validate(value);
  if (answer instanceof Promise) throw asynchronous(what);
  return accepted(answer, what);
}

export async function validate<T>(schema: StandardSchemaV1<unknown, T>, value: unknown, what: string): Promise<T> {
  return accepted(await schema['~standard'].validate(value), what);
}

function accepted<T>(answer: StandardSchemaV1.Result<T>, what: string): T {
  if (!answer.issues) return answer.value;
  const [issue] = answer.issues;
  const path = [what, ...(issue?.path ?? []).map(keyOf)].join('.');
  const message = `${path} does not fit its schema: ${issue?.message ?? 'refused'}.`;
  throw new ValidationError('schema', message, 'Give a value that the schema accepts, or change the schema.', path);
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === 'object' ? segment.key : segment);
}

function asynchronous(what: string): ValidationError {
  const message = `The schema of ${what} answers with a promise, which nobody can wait for here.`;
  return new ValidationError('async_schema', message, 'Use a schema without asynchronous checks.', what);
}
