import { ValidationError } from '../model/errors.ts';
import { outcomes, phases } from '../model/phases.ts';

/** What a field has to be, in words, and whether it is. */
interface Check {
  readonly words: string;
  readonly holds: (value: unknown) => boolean;
}

const text: Check = { words: 'a string', holds: isText };
const stages: Check = { words: 'a stage or a list of stages', holds: isStages };
const moment: Check = { words: 'epoch milliseconds or a Date', holds: (value) => !Number.isNaN(timeOf(value)) };

const checks = {
  id: text,
  key: text,
  path: text,
  name: { words: 'a string or a RegExp', holds: (value) => isText(value) || value instanceof RegExp },
  stage: stages,
  not: { words: 'an object with a stage', holds: isExclusion },
  phase: oneOf(phases),
  outcome: oneOf(outcomes),
  tag: text,
  parent: { words: 'a task, or null for the roots', holds: (value) => value === null || isText(fieldOf(value, 'id')) },
  since: moment,
  before: moment,
  where: { words: 'a function', holds: (value) => typeof value === 'function' },
  unit: oneOf(['ms', 'seconds', 'minutes', 'hours', 'days']),
  by: oneOf(['name', 'tag', 'parent']),
  target: text,
  type: oneOf(['CREATE', 'UPDATE', 'DELETE', 'TRANSFORM']),
  label: text,
} as const satisfies Readonly<Record<string, Check>>;
type FilterField = keyof typeof checks;

/** The fields that some reads know beside those of `Filter`. */
const special: readonly string[] = ['unit', 'by', 'target', 'type', 'label'] satisfies FilterField[];

/**
 * Refuses a filter that cannot mean what its writer meant: one field misspelt would match everything.
 * @throws ValidationError `unknown_option` for a field that this read does not know, `invalid_option` for a wrong value
 */
export function checkFilter(filter: object, extra: readonly FilterField[] = []): void {
  if (typeof filter !== 'object' || filter === null) throw invalid('filter', 'an object', filter);
  for (const [field, value] of Object.entries(filter)) {
    const check = Object.hasOwn(checks, field) ? checks[field as FilterField] : undefined;
    if (!check || (special.includes(field) && !extra.includes(field as FilterField))) throw unknown(field, extra);
    if (value !== undefined && !check.holds(value)) throw invalid(`filter.${field}`, check.words, value);
  }
}

function unknown(field: string, extra: readonly FilterField[]): ValidationError {
  const known = [...Object.keys(checks).filter((name) => !special.includes(name)), ...extra].join(', ');
  return new ValidationError('unknown_option', `A filter has no field '${field}'.`, `Use ${known}.`, `filter.${field}`);
}

function invalid(path: string, words: string, value: unknown): ValidationError {
  const was = value === null ? 'null' : typeof value;
  return new ValidationError('invalid_option', `${path} is not ${words} (${was}).`, `Give ${words}.`, path);
}

function oneOf(words: readonly string[]): Check {
  return { words: `one of ${words.join(', ')}`, holds: (value) => words.includes(value as string) };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isStages(value: unknown): boolean {
  return isText(value) || (Array.isArray(value) && value.every(isText));
}

function isExclusion(value: unknown): boolean {
  return typeof value === 'object' && isStages(fieldOf(value, 'stage')) && Object.keys(value as object).length === 1;
}

function timeOf(value: unknown): number {
  return typeof value === 'number' || value instanceof Date ? Number(value) : Number.NaN;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
