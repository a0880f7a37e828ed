import type { Container } from '../model/change.ts';
import type { LeafChange } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import { Editable } from './editable.ts';
import { tokensOf } from './pointer.ts';

/**
 * The value after changes. The one given is not written to, and shares with the result what did not change.
 * A change that does not fit the value is left out, so that a damaged or cut record harms no read.
 */
export function apply(value: Json | undefined, changes: readonly LeafChange[]): Json | undefined {
  if (changes.length === 0) return value;
  const edited = new Editable(value);
  for (const change of changes) applyOne(edited, change);
  return edited.value();
}

/** The changes that lead back: the last one first, each the other way round. */
export function invert(changes: readonly LeafChange[]): LeafChange[] {
  return changes.toReversed().map(invertOne);
}

/** Containers that came with a leaf are set, and removed, as one value at the place of the outermost. */
function applyOne(edited: Editable, { path, after, containers = [] }: LeafChange): void {
  const tokens = tokensOf(path);
  const depth = tokens.length - containers.length;
  const inner = tokens.slice(depth);
  edited.set(tokens.slice(0, depth), after === undefined ? undefined : nest(after, inner, containers));
}

function nest(leaf: Json, tokens: readonly string[], containers: readonly Container[]): Json {
  return tokens.reduceRight((value, token, at) => wrap(containers[at] as Container, token, value), leaf);
}

function wrap(kind: Container, token: string, value: Json): Json {
  switch (kind) {
    case 'array':
      return [value];
    case 'object':
      return { [token]: value };
    case 'map':
      return { $map: [[token, value]] };
    default:
      return kind satisfies never;
  }
}

function invertOne({ before, after, ...change }: LeafChange): LeafChange {
  const type = change.type === 'CREATE' ? 'DELETE' : change.type === 'DELETE' ? 'CREATE' : change.type;
  return {
    ...change,
    type,
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  };
}
