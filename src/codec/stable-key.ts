import { ValidationError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { hash128 } from './hash.ts';
import { checkJsonValue } from './metadata.ts';

/** The longest key that stays readable. */
const longest = 80;

/**
 * A text for the arguments of a call: the same in every process for arguments that are equal as JSON, whatever the
 * order of their keys. `undefined` at the end counts as left out.
 *
 * @returns JSON up to 80 characters, else 32 hexadecimal digits
 * @throws ValidationError `not_json`, with the path of the argument
 * @example stableKey(['a.csv', { b: 1, a: 2 }]) // '["a.csv",{"a":2,"b":1}]'
 */
export function stableKey(args: readonly unknown[]): string {
  const text = canonical(checked(withoutTail(args)));
  return text.length > longest ? hash128(text) : text;
}

function withoutTail(args: readonly unknown[]): readonly unknown[] {
  let length = args.length;
  while (length > 0 && args[length - 1] === undefined) length -= 1;
  return args.slice(0, length);
}

function checked(args: readonly unknown[]): Json {
  try {
    return checkJsonValue(args, 'arguments');
  } catch (error) {
    const { code, message, path } = error as ValidationError;
    const fix = 'Give the option `key`: a function that makes a text of the arguments.';
    throw new ValidationError(code, message, fix, path, { cause: error });
  }
}

function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join()}}`;
}
