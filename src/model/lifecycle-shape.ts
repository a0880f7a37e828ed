import * as z from 'zod';
import { ValidationError } from './errors.ts';
import type { Lifecycle } from './lifecycle.ts';
import { outcomes, phases } from './phases.ts';

/**
 * A definition as it comes from a host, parsed: a frozen copy, so that what the host does to its own object later changes
 * no lifecycle. What the words in it mean is checked elsewhere.
 */
const names = z.array(z.string()).readonly().optional();

const stageShape = z
  .strictObject({ phase: z.enum(phases), outcome: z.enum(outcomes).optional(), to: names, from: names })
  .readonly();

const definitionShape = z
  .strictObject({
    name: z.string(),
    extends: z.custom<Lifecycle>(isLifecycle, 'expected a lifecycle made by defineLifecycle').optional(),
    initial: z.string().optional(),
    stages: z.record(z.string(), stageShape).readonly(),
  })
  .readonly();

export type StageShape = z.infer<typeof stageShape>;
export type DefinitionShape = z.infer<typeof definitionShape>;

/** @throws ValidationError for what is not a definition, and for a name that no path or record can hold */
export function parseDefinition(definition: unknown): DefinitionShape {
  const parsed = definitionShape.safeParse(definition);
  if (!parsed.success) throw misshapen(parsed.error);
  const { name } = parsed.data;
  checkName(name, name, 'name', 'the name of the lifecycle');
  // The keys are those of the host's object: zod drops `__proto__` without a word.
  for (const stage of Object.keys((definition as DefinitionShape).stages)) {
    checkName(name, stage, `stages.${stage}`, 'a stage name');
  }
  return parsed.data;
}

/** The error of a refused definition. `path` names the offending place in it. */
export function refusal(lifecycle: string, path: string, was: string, fix: string): ValidationError {
  return new ValidationError('invalid_lifecycle', `lifecycle '${lifecycle}': ${was}`, fix, path);
}

function misshapen(error: z.ZodError): ValidationError {
  const [issue] = error.issues as [z.core.$ZodIssue];
  const path = issue.path.join('.');
  const fix = 'give { name, stages }, each stage as { phase, outcome?, to?, from? }';
  const message = `not a lifecycle definition${path && `, at ${path}`}: ${issue.message}`;
  return new ValidationError('invalid_lifecycle', message, fix, path);
}

function checkName(lifecycle: string, name: string, path: string, what: string): void {
  const fix = `give ${what} that is not empty and holds no '/' and no control characters`;
  if (name === '') throw refusal(lifecycle, path, `${what} is empty`, fix);
  if (name === '__proto__')
    throw refusal(lifecycle, path, `${what} is '__proto__'`, `give ${what} that is another word`);
  if (/[/\p{Cc}]/u.test(name)) {
    throw refusal(lifecycle, path, `${what} holds '/' or a control character: ${JSON.stringify(name)}`, fix);
  }
}

function isLifecycle(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { stages, next, phaseOf, outcomeOf } = value as Partial<Lifecycle>;
  return Array.isArray(stages) && [next, phaseOf, outcomeOf].every((method) => typeof method === 'function');
}
