import { ValidationError } from './errors.ts';
import { type Span, toMs } from './span.ts';

/**
 * Checks what a host hands over when it sets something up. Small and without a library, since every import of the main
 * entry pays for it; facts from elsewhere are parsed by their schema.
 */
export interface Problem {
  readonly path: readonly string[];
  readonly says: string;
  readonly isUnknown?: true;
}

/** What a value must be: undefined where it is. */
export type Rule = (value: unknown) => Problem | undefined;

/** @throws ValidationError `unknown_option` or `invalid_option`, whose `path` begins with `what` */
export function check(rule: Rule, value: unknown, what: string): void {
  const problem = rule(value);
  if (!problem) return;
  const path = [what, ...problem.path].join('.');
  const code = problem.isUnknown ? 'unknown_option' : 'invalid_option';
  throw new ValidationError(
    code,
    `${path} ${problem.says}.`,
    `Mend ${path}; the type ${what} lists what there is.`,
    path,
  );
}

/** What is looked up by a text. @throws ValidationError `not_a_string` */
export function checkText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new ValidationError('not_a_string', `${what} is ${kindOf(value)}, not a string.`, 'Give a string.', what);
}

/** What is called. @throws ValidationError `not_a_function` */
export function checkFn(value: unknown, what: string): void {
  if (typeof value === 'function') return;
  const fix = 'Give the function itself, not its result.';
  throw new ValidationError('not_a_function', `${what} is ${kindOf(value)}, not a function.`, fix, what);
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

/** An object with these fields, each of which may be left out, and no others. */
export function fields(rules: Readonly<Record<string, Rule>>, needed: readonly string[] = []): Rule {
  return (value) => {
    if (!isObject(value) || Array.isArray(value)) return problem('must be an object');
    for (const [field, given] of Object.entries(value)) {
      const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
      if (!rule) return { path: [field], says: 'is unknown', isUnknown: true };
      const found = given === undefined ? undefined : rule(given);
      if (found) return { ...found, path: [field, ...found.path] };
    }
    const missing = needed.find((field) => (value as Readonly<Record<string, unknown>>)[field] === undefined);
    return missing === undefined ? undefined : { path: [missing], says: 'is missing' };
  };
}

export function listOf(rule: Rule): Rule {
  return (value) => {
    if (!Array.isArray(value)) return problem('must be a list');
    for (const [at, member] of value.entries()) {
      const found = rule(member);
      if (found) return { ...found, path: [String(at), ...found.path] };
    }
    return undefined;
  };
}

export function oneOf(...words: readonly unknown[]): Rule {
  return test(
    (value) => words.includes(value),
    `must be one of ${words.map((word) => JSON.stringify(word)).join(', ')}`,
  );
}

/** The first rule's problem is told where none of them holds. */
export function either(...rules: readonly [Rule, ...Rule[]]): Rule {
  return (value) => (rules.some((rule) => !rule(value)) ? undefined : rules[0](value));
}

/** An object, or a function, that has these members. */
export function having(says: string, ...members: readonly string[]): Rule {
  return test(
    (value) => (isObject(value) || typeof value === 'function') && members.every((member) => member in value),
    says,
  );
}

export function test(holds: (value: unknown) => boolean, says: string): Rule {
  return (value) => (holds(value) ? undefined : problem(says));
}

export const anything: Rule = () => undefined;
export const text = test((value) => typeof value === 'string', 'must be a string');
export const flag = test((value) => typeof value === 'boolean', 'must be true or false');
export const fn = test((value) => typeof value === 'function', 'must be a function');
export const signal = having('must be an AbortSignal', 'aborted', 'addEventListener');
export const count = test(
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  'must be a whole number, 0 or more',
);
export const limit = test(
  (value) => value === Number.POSITIVE_INFINITY || (Number.isSafeInteger(value) && (value as number) >= 0),
  'must be a whole number, 0 or more, or Infinity',
);
export const date = test((value) => value instanceof Date && !Number.isNaN(value.getTime()), 'must be a valid Date');
export const span: Rule = (value) => {
  try {
    toMs(value as Span);
    return undefined;
  } catch (error) {
    return problem((error as Error).message.replace(/^span /, ''));
  }
};

function problem(says: string): Problem {
  return { path: [], says };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
