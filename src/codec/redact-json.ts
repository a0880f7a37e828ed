import type { Json } from '../model/json.ts';
import { put } from './put.ts';
import type { Redactor } from './redact.ts';
import { mask } from './redact-cut.ts';

/**
 * Masks what is confidential in JSON that stays JSON, such as metadata: fields by their name, texts by their shape.
 *
 * @param root what the value is called in dotted rules
 * @returns the same value where there is nothing to mask, else a frozen copy
 */
export function redactJson<T extends Json>(value: T, redactor: Redactor, root: string): T {
  return new JsonMasking(redactor, root).value(value) as T;
}

class JsonMasking {
  readonly #redactor: Redactor;
  readonly #path: (string | number)[];

  constructor(redactor: Redactor, root: string) {
    this.#redactor = redactor;
    this.#path = [root];
  }

  path(): readonly (string | number)[] {
    return this.#path;
  }

  value(value: Json): Json {
    if (typeof value === 'string') return this.#redactor.text(value);
    if (typeof value !== 'object' || value === null) return value;
    return Array.isArray(value) ? this.#items(value) : this.#fields(value as Readonly<Record<string, Json>>);
  }

  #items(items: readonly Json[]): Json {
    const masked = items.map((item) => this.value(item));
    return masked.every((item, at) => item === items[at]) ? items : Object.freeze(masked);
  }

  #fields(source: Readonly<Record<string, Json>>): Json {
    const masked: Record<string, Json> = {};
    let isSame = true;
    for (const [key, field] of Object.entries(source)) {
      const name = this.#redactor.text(key);
      const kept = this.#field(key, field);
      put(masked, name, kept);
      isSame &&= name === key && kept === field;
    }
    return isSame ? source : Object.freeze(masked);
  }

  #field(key: string, field: Json): Json {
    if (this.#redactor.value(key, field, this)) return mask;
    this.#path.push(key);
    const kept = this.value(field);
    this.#path.pop();
    return kept;
  }
}
