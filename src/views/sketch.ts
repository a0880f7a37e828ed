import type { Json } from '../model/json.ts';

/**
 * How many values there were of each size, to tell percentiles of values that are no longer at hand.
 *
 * 1. A percentile is off by 1 % of its value at most (buckets grow by `gamma`: a bucket's middle is that near to all
 *    that is in it).
 * 2. Values below a nanosecond (the unit is milliseconds) count as 0.
 * 3. Two sketches add up to the sketch of all their values. There are 2,500 buckets at most, from a nanosecond to a
 *    hundred thousand years.
 */
const accuracy = 0.01;
const gamma = (1 + accuracy) / (1 - accuracy);
const logGamma = Math.log(gamma);
const least = 1e-6;
const leastBucket = bucketOf(least);
const mostBucket = bucketOf(3e15);

export class Sketch {
  readonly #counts = new Map<number, number>();
  #zeros = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(value: number, times = 1): void {
    this.#size += times;
    if (value < least) this.#zeros += times;
    else this.#count(Math.min(mostBucket, Math.max(leastBucket, bucketOf(value))), times);
  }

  addAll(other: Sketch): void {
    this.#size += other.#size;
    this.#zeros += other.#zeros;
    for (const [bucket, times] of other.#counts) this.#count(bucket, times);
  }

  /** By nearest rank; 0 of none. @param percent above 0, up to 100 */
  percentile(percent: number): number {
    let above = Math.ceil((percent * this.#size) / 100) - this.#zeros;
    if (above <= 0) return 0;
    for (const bucket of [...this.#counts.keys()].sort((a, b) => a - b)) {
      above -= this.#counts.get(bucket) as number;
      if (above <= 0) return middleOf(bucket);
    }
    return 0;
  }

  save(): Json {
    return [this.#zeros, ...[...this.#counts].flat()];
  }

  static load(saved: Json): Sketch {
    const [zeros = 0, ...pairs] = saved as readonly number[];
    const sketch = new Sketch();
    sketch.#zeros = sketch.#size = zeros;
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      sketch.#size += pairs[at + 1] as number;
      sketch.#count(pairs[at] as number, pairs[at + 1] as number);
    }
    return sketch;
  }

  #count(bucket: number, times: number): void {
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + times);
  }
}

/** A bucket holds what is above `gamma ** (bucket - 1)`, up to `gamma ** bucket`. */
function bucketOf(value: number): number {
  return Math.ceil(Math.log(value) / logGamma);
}

function middleOf(bucket: number): number {
  return (2 * gamma ** bucket) / (gamma + 1);
}
