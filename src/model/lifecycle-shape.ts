import { ValidationError } from './errors.ts';
import type { Lifecycle } from './lifecycle.ts';
import { type Outcome, outcomes, type Phase, phases } from './phases.ts';
import { fields, having, listOf, oneOf, type Problem, type Rule, text } from './shape.ts';

/**
 * A definition as it comes from a host, checked: a frozen copy, so that what the host does to its own object later changes
 * no lifecycle. What the words in it mean is checked elsewhere.
 */
export interface StageShape {
  readonly phase: Phase;
  readonly outcome?: Outcome;
  readonly to?: readonly string[];
  readonly from?: readonly string[];
}
export interface DefinitionShape {
  readonly name: string;
  readonly extends?: Lifecycle;
  readonly initial?: string;
  readonly stages: Readonly<Record<string, StageShape>>;
}

const stage = fields({ phase: oneOf(...phases), outcome: oneOf(...outcomes), to: listOf(text), from: listOf(text) }, [
  'phase',
]);

const stages: Rule = (value) =>
  fields(Object.fromEntries(Object.keys(value ?? {}).map((name) => [name, stage])))(value);

const definitionShape = fields(
  {
    name: text,
    extends: having('must be a lifecycle made by defineLifecycle', 'stages', 'next', 'phaseOf', 'outcomeOf'),
    initial: text,
    stages,
  },
  ['name', 'stages'],
);

/** @throws ValidationError for what is not a definition, and for a name that no path or record can hold */
export function parseDefinition(definition: unknown): DefinitionShape {
  const problem = definitionShape(definition);
  if (problem) throw misshapen(problem);
  const shape = definition as DefinitionShape;
  checkName(shape.name, shape.name, 'name', 'the name of the lifecycle');
  for (const name of Object.keys(shape.stages)) checkName(shape.name, name, `stages.${name}`, 'a stage name');
  return copyOf(shape);
}

function copyOf(shape: DefinitionShape): DefinitionShape {
  const stages = Object.entries(shape.stages).map(([name, stage]) => [name, copyOfStage(stage)] as const);
  return Object.freeze({ ...shape, stages: Object.freeze(Object.fromEntries(stages)) });
}

function copyOfStage(stage: StageShape): StageShape {
  const { to, from } = stage;
  return Object.freeze({
    ...stage,
    ...(to && { to: Object.freeze([...to]) }),
    ...(from && { from: Object.freeze([...from]) }),
  });
}

/** The error of a refused definition. `path` names the offending place in it. */
export function refusal(lifecycle: string, path: string, was: string, fix: string): ValidationError {
  return new ValidationError('invalid_lifecycle', `lifecycle '${lifecycle}': ${was}`, fix, path);
}

function misshapen({ path, says }: Problem): ValidationError {
  const place = path.join('.');
  const fix = 'give { name, stages }, each stage as { phase, outcome?, to?, from? }';
  return new ValidationError(
    'invalid_lifecycle',
    `not a lifecycle definition${place && `, at ${place}`}: ${says}`,
    fix,
    place,
  );
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
