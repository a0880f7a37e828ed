import type { Json } from '../model/json.ts';
import { containerOf, entriesOf } from './encoded-kind.ts';

/**
 * A recorded value that is being changed, container by container.
 *
 * 1. What was given is never written to: a container is copied before its first change, once.
 * 2. Parts that are not changed are shared with what was given.
 * 3. A change that leads nowhere is left out.
 */
type Field = Json | undefined;

export class Editable {
  #root: Field;
  /** The copies, which may be written to. */
  readonly #copies = new Set<Json>();
  /** The entries of copied maps, by the copy; written back at the end. */
  readonly #maps = new Map<Json, Map<string, Json>>();

  constructor(value: Field) {
    this.#root = value;
  }

  /** Sets what stands at a place; `undefined` removes it. */
  set(place: readonly string[], value: Field): void {
    this.#root = this.#with(this.#root, place, 0, value);
  }

  /** The value with all changes. Nothing may be set after it. */
  value(): Field {
    for (const [copy, entries] of this.#maps) (copy as { $map: Json }).$map = [...entries];
    return this.#root;
  }

  #with(node: Field, place: readonly string[], at: number, value: Field): Field {
    const token = place[at];
    if (token === undefined) return value;
    const copy = node === undefined ? undefined : this.#copyOf(node);
    if (copy !== undefined) this.#put(copy, token, this.#with(this.#field(copy, token), place, at + 1, value));
    return copy ?? node;
  }

  #copyOf(node: Json): Json | undefined {
    if (this.#copies.has(node)) return node;
    const kind = containerOf(node);
    if (kind === undefined) return undefined;
    const copy = kind === 'array' ? [...(node as readonly Json[])] : { ...(node as object) };
    if (kind === 'map') this.#maps.set(copy, new Map(entriesOf(node)));
    this.#copies.add(copy);
    return copy;
  }

  #field(copy: Json, token: string): Field {
    const entries = this.#maps.get(copy);
    if (entries) return entries.get(token);
    return Object.hasOwn(copy as object, token) ? (copy as { [key: string]: Json })[token] : undefined;
  }

  #put(copy: Json, token: string, value: Field): void {
    const entries = this.#maps.get(copy);
    if (entries) putEntry(entries, token, value);
    else if (Array.isArray(copy)) putElement(copy as Json[], token, value);
    else putProperty(copy as { [key: string]: Json }, token, value);
  }
}

function putEntry(entries: Map<string, Json>, key: string, value: Field): void {
  if (value === undefined) entries.delete(key);
  else entries.set(key, value);
}

function putElement(elements: Json[], token: string, value: Field): void {
  const index = /^\d+$/.test(token) ? Number(token) : Number.POSITIVE_INFINITY;
  if (value === undefined) elements.splice(index, 1);
  else if (index <= elements.length) elements[index] = value;
}

/** `__proto__` is a key like any other one. */
function putProperty(object: { [key: string]: Json }, key: string, value: Field): void {
  if (value === undefined) delete object[key];
  else if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
