import type { FactOf, LeafChange } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Template } from '../model/template.ts';
import { diff } from './diff.ts';
import { apply } from './patch.ts';

type Observation = FactOf<'changed'>;

/** What changes make of a value, where it is known already: the same as `apply`. */
export interface Expected {
  readonly before: Json | undefined;
  readonly changes: readonly LeafChange[];
  readonly after: Json;
}

/** What was observed of one target: a value to begin with, and the observations that are kept. */
interface Observed {
  value: Json | undefined;
  /** The value after all observations up to the newest one that was let go, and the number of that. */
  base: Json | undefined;
  baseSeq: number;
  /** Those after the base, and those before it that are kept. */
  observations: readonly Observation[];
}

/** As a checkpoint holds them: the target, the number of its base, and the base if the target was there. */
export const savedObserved: Template = ['list', ['tuple', 'text', 'count', 'any?']];

/**
 * The values of the targets, over the whole tracker.
 *
 * 1. The newest value of a target is exact for ever.
 * 2. What is expected spares working out the same again, and changes nothing.
 * 3. Older ones are known as far back as the newest observation that was let go.
 */
export class ObservedValues {
  readonly #targets = new Map<string, Observed>();
  #expected: Expected | undefined;

  /** The newest value; undefined where the target is not there. */
  get(target: string): Json | undefined {
    return this.#targets.get(target)?.value;
  }

  /** The distinct values in order. A value that comes back later is there again; one that stays is not. */
  valuesOf(target: string): readonly Json[] {
    const values: Json[] = [];
    const { base, baseSeq, observations } = this.#targets.get(target) ?? unobserved;
    if (base !== undefined) values.push(base);
    let [current, next] = [base, base];
    for (const { seq, changes, more } of observations) {
      if (seq <= baseSeq) continue;
      next = apply(next, changes);
      if (more) continue;
      if (next !== undefined && diff(current, next).length > 0) values.push(next);
      current = next;
    }
    return values;
  }

  /** Told of changes before they are recorded. */
  expect(expected: Expected): void {
    this.#expected = expected;
  }

  /** Brings the value of a target up to a fact. */
  observe(fact: Observation): void {
    const known = this.#targets.get(fact.target) ?? { ...unobserved, observations: [] };
    this.#targets.set(fact.target, known);
    (known.observations as Observation[]).push(fact);
    if (fact.seq > known.baseSeq) known.value = this.#after(known.value, fact.changes);
  }

  #after(before: Json | undefined, changes: readonly LeafChange[]): Json | undefined {
    const expected = this.#expected;
    this.#expected = undefined;
    return expected?.changes === changes && expected.before === before ? expected.after : apply(before, changes);
  }

  /** Of those that are let go, all of one target at once cost what the target's own are. */
  forget(facts: readonly Observation[]): void {
    const gone = new Set(facts.map(({ seq }) => seq));
    for (const target of new Set(facts.map((fact) => fact.target))) {
      const known = this.#targets.get(target);
      if (known) forgetOf(known, gone);
    }
  }

  /** Whether an observation was let go. */
  get isCut(): boolean {
    return [...this.#targets.values()].some(({ baseSeq }) => baseSeq > 0);
  }

  save(): Json {
    const cut = [...this.#targets].filter(([, { baseSeq }]) => baseSeq > 0);
    return cut.map(([target, { base, baseSeq }]) => [target, baseSeq, ...(base === undefined ? [] : [base])]);
  }

  static load(saved: Json): ObservedValues {
    const values = new ObservedValues();
    for (const [target, baseSeq, base] of saved as readonly [string, number, Json?][]) {
      values.#targets.set(target, { value: base, base, baseSeq, observations: [] });
    }
    return values;
  }
}

const unobserved: Observed = { value: undefined, base: undefined, baseSeq: 0, observations: [] };

function forgetOf(known: Observed, gone: ReadonlySet<number>): void {
  const { seq: until } = known.observations.findLast(({ seq }) => gone.has(seq)) as Observation;
  for (const { seq, changes } of known.observations) {
    if (seq > known.baseSeq && seq <= until) known.base = apply(known.base, changes);
  }
  known.baseSeq = Math.max(known.baseSeq, until);
  known.observations = known.observations.filter(({ seq }) => !gone.has(seq));
}
