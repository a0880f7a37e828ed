import type { Position } from '../ports/source.ts';

/** A value is not proved any deeper than it is recorded. */
const deepest = 32;

interface Observed {
  readonly task: Position;
  readonly value: WeakRef<object>;
}

/**
 * Observed values that cannot have changed since, so that they need not be compared.
 *
 * 1. Such a value is plain: objects and arrays, frozen to their leaves, without accessors. That is proved once.
 * 2. Nothing of the host is kept alive for it.
 */
export class Unchanged {
  readonly #proved = new WeakSet();
  readonly #last = new Map<string, Observed>();

  /** Whether this very value is the one that was observed last, by this task. */
  has(task: Position, target: string, value: unknown): boolean {
    const last = this.#last.get(target);
    return last?.task === task && last.value.deref() === value;
  }

  /** Told of each value that was observed. */
  add(task: Position, target: string, value: unknown): void {
    if (this.#isProved(value)) this.#last.set(target, { task, value: new WeakRef(value) });
    else this.forget(target);
  }

  forget(target: string): void {
    this.#last.delete(target);
  }

  #isProved(value: unknown): value is object {
    if (typeof value !== 'object' || value === null) return false;
    if (!this.#proved.has(value) && !isFixed(value, 0)) return false;
    this.#proved.add(value);
    return true;
  }
}

function isFixed(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (depth > deepest || !Object.isFrozen(value) || !isPlain(value)) return false;
  const fields = Object.values(Object.getOwnPropertyDescriptors(value));
  return fields.every((field) => 'value' in field && isFixed(field.value, depth + 1));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
