import type { Json } from '../model/json.ts';
import { put } from './put.ts';

type Fields = { readonly [key: string]: Json };
const noKeys: readonly string[] = [];

/** The fields of an object that is being recorded: the earlier record itself, while they are the same in the same order. */
export class SharedFields {
  readonly #earlier: Fields | undefined;
  readonly #keys: readonly string[];
  #at = 0;
  #own: object | undefined;

  /** @param earlier what was recorded at the same place before, of whatever kind */
  constructor(earlier: Json | undefined) {
    this.#earlier = isUntagged(earlier) ? earlier : undefined;
    this.#keys = this.#earlier ? Object.keys(this.#earlier) : noKeys;
    if (!this.#earlier) this.#own = {};
  }

  /** What the earlier record has there. */
  earlier(key: string): Json | undefined {
    if (!this.#earlier) return undefined;
    if (this.#keys[this.#at] === key || Object.hasOwn(this.#earlier, key)) return this.#earlier[key];
    return undefined;
  }

  /** @param earlier what the earlier record has there */
  put(key: string, value: Json, earlier: Json | undefined): void {
    if (!this.#own && (value !== earlier || this.#keys[this.#at] !== key)) this.#own = this.#beginning();
    if (this.#own) put(this.#own, key, value);
    this.#at += 1;
  }

  value(): Json {
    if (!this.#own && this.#at === this.#keys.length) return this.#earlier as Fields;
    return (this.#own ?? this.#beginning()) as Fields;
  }

  #beginning(): object {
    const fields = {};
    for (let at = 0; at < this.#at; at += 1) {
      const key = this.#keys[at] as string;
      put(fields, key, this.#earlier?.[key]);
    }
    return fields;
  }
}

/** The same for the items of an array. */
export class SharedItems {
  readonly #earlier: readonly Json[] | undefined;
  #same = 0;
  #own: Json[] | undefined;

  constructor(earlier: Json | undefined) {
    this.#earlier = Array.isArray(earlier) ? (earlier as readonly Json[]) : undefined;
    if (!this.#earlier) this.#own = [];
  }

  earlier(at: number): Json | undefined {
    return this.#earlier?.[at];
  }

  push(item: Json): void {
    if (this.#own) this.#own.push(item);
    else if (this.#earlier?.[this.#same] === item) this.#same += 1;
    else this.#own = [...this.#beginning(), item];
  }

  value(): Json {
    return this.#own ?? (this.#same === this.#earlier?.length ? this.#earlier : this.#beginning());
  }

  #beginning(): Json[] {
    return (this.#earlier as readonly Json[]).slice(0, this.#same);
  }
}

/** Of the objects that are recorded, those with a tag have one key that begins with `$`, and others have none. */
function isUntagged(value: Json | undefined): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value)[0]?.startsWith('$') !== true;
}
