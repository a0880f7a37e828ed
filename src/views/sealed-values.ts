import type { Json } from '../model/json.ts';
import type { Template } from '../model/template.ts';

/** Recorded values by target; undefined for a target that was not there. */
export type Values = Map<string, Json | undefined>;
/** The same as JSON: a target that was not there has no value. */
export type SavedValues<K> = readonly (readonly [K, readonly (readonly [string, Json?])[]])[];

export const savedValues: Template = ['list', ['tuple', 'text', 'any?']];

export function saveSealed<K extends string | number>(sealed: ReadonlyMap<K, Values>): SavedValues<K> {
  return [...sealed].map(([key, values]) => [
    key,
    [...values].map(([target, value]) => (value === undefined ? [target] : [target, value])),
  ]);
}

export function loadSealed<K extends string | number>(saved: SavedValues<K>): ReadonlyMap<K, Values> {
  return new Map(saved.map(([key, values]) => [key, new Map(values.map(([target, value]) => [target, value]))]));
}
