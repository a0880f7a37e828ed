import type { Fact, FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { View } from '../ports/view.ts';
import { apply } from './patch.ts';

/** The newest recorded value of each target, over the whole tracker. */
export type ObservedValues = Map<string, Json>;

export const observedValues: View<ObservedValues> = {
  name: 'observedValues',
  types: new Set(['changed']),
  start: () => new Map(),
  add: (values, fact: Fact) => {
    if (fact.type === 'changed') observe(values, fact);
  },
};

/** Brings the value of a target up to a fact. */
export function observe(values: ObservedValues, { target, changes }: FactOf<'changed'>): void {
  const value = apply(values.get(target), changes);
  if (value === undefined) values.delete(target);
  else values.set(target, value);
}
