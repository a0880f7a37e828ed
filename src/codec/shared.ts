import type { Json } from '../model/json.ts';
import { put } from './put.ts';
import type { Spending } from './recording.ts';
import { isSameScalar, weightOf } from './scalars.ts';

type Fields = { readonly [key: string]: Json };
const none: readonly never[] = [];
/** The quotes and the colon of a key, and the comma. */
const aroundField = 4;

/**
 * The fields of an object that is being recorded: the earlier record itself, while they are the same in the same order.
 *
 * 1. While the keys are those of the earlier record, in its order, a copy of that has what differs.
 * 2. From the first other key on, fields are put into an object of their own.
 */
export class SharedFields {
  readonly #earlier: Fields | undefined;
  readonly #keys: readonly string[];
  readonly #values: readonly Json[];
  /** How many keys were the same. */
  #same = 0;
  #copy: { [key: string]: Json } | undefined;
  #own: object | undefined;

  /** @param earlier what was recorded at the same place before, of whatever kind */
  constructor(earlier: Json | undefined) {
    // Of the objects that are recorded, those with a tag have one key that begins with `$`, and others have none.
    const keys = isObject(earlier) ? Object.keys(earlier) : none;
    const isUntagged = isObject(earlier) && keys[0]?.charCodeAt(0) !== 0x24;
    this.#keys = isUntagged ? keys : none;
    this.#values = isUntagged ? Object.values(earlier) : none;
    if (isUntagged) this.#earlier = earlier;
    else this.#own = {};
  }

  /** How many fields stand where the earlier record has them. */
  get count(): number {
    return this.#same;
  }

  /**
   * Takes over the fields from a place on that are the same texts, numbers or flags, and pays for them, as far as there is
   * something to spend.
   * @returns the place of the first other one
   */
  takeSame(keys: readonly string[], values: readonly unknown[], from: number, budget: Spending): number {
    if (this.#own) return from;
    const { bytes, nodes } = budget;
    const end = Math.min(keys.length, from + nodes);
    let at = from;
    let spent = 0;
    for (; at < end && spent < bytes && this.#keys[at] === keys[at]; at += 1) {
      const value = values[at];
      if (!isSameScalar(value, this.#values[at])) break;
      spent += (keys[at] as string).length + aroundField + weightOf(value);
    }
    this.#same = at;
    budget.spend(at - from, spent);
    return at;
  }

  /** What the earlier record has there. */
  earlier(key: string): Json | undefined {
    if (this.#keys[this.#same] === key) return this.#values[this.#same];
    return this.#earlier && Object.hasOwn(this.#earlier, key) ? this.#earlier[key] : undefined;
  }

  put(key: string, value: Json): void {
    if (!this.#own && this.#keys[this.#same] === key) this.#putInOrder(key, value);
    else put((this.#own ??= this.#beginning()), key, value);
  }

  value(): Json {
    if (!this.#own && this.#same < this.#keys.length) return this.#beginning() as Fields;
    return (this.#own ?? this.#copy ?? this.#earlier) as Fields;
  }

  #putInOrder(key: string, value: Json): void {
    if (value !== this.#values[this.#same]) (this.#copy ??= { ...this.#earlier })[key] = value;
    this.#same += 1;
  }

  #beginning(): object {
    const [fields, from] = [{}, this.#copy ?? this.#earlier];
    for (const key of this.#keys.slice(0, this.#same)) put(fields, key, from?.[key]);
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

function isObject(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
