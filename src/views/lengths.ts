import { Sketch } from './sketch.ts';
import { toNanoseconds } from './units.ts';

/** So many lengths stand in one run at most; a full one is halved. */
const longest = 1024;

/** How long rows ran, milliseconds: to add one, to take one out and to find the one of a rank costs little among many. */
export class Lengths {
  /** In ascending order, each run and all of them; none is empty. */
  readonly #runs: number[][] = [];
  /** In nanoseconds, so that what is added and taken out again leaves nothing behind. */
  #total = 0;
  count = 0;
  readonly sketch = new Sketch();

  get total(): number {
    return this.#total / 1e6;
  }

  add(ms: number): void {
    const length = toNanoseconds(ms);
    if (this.#runs.length === 0) this.#runs.push([]);
    const at = Math.min(this.#runOf(length), this.#runs.length - 1);
    const run = this.#runs[at] as number[];
    run.splice(placeIn(run, length), 0, length);
    if (run.length > longest) this.#runs.splice(at + 1, 0, run.splice(longest >> 1));
    this.#changed(1, length);
  }

  /** One that was added. */
  remove(ms: number): void {
    const length = toNanoseconds(ms);
    const at = this.#runOf(length);
    const run = this.#runs[at] ?? [];
    const place = placeIn(run, length);
    if (run[place] !== length) return;
    run.splice(place, 1);
    if (run.length === 0) this.#runs.splice(at, 1);
    this.#changed(-1, length);
  }

  /** The one that so many are not above; undefined where there are not so many. */
  atRank(rank: number): number | undefined {
    let left = rank;
    for (const run of this.#runs) {
      if (left <= run.length) return run[left - 1];
      left -= run.length;
    }
    return undefined;
  }

  /** The first run that does not end below a length; how many there are where all do. */
  #runOf(length: number): number {
    return firstWhere(this.#runs.length, (at) => (this.#runs[at]?.at(-1) as number) >= length);
  }

  #changed(by: 1 | -1, length: number): void {
    this.count += by;
    this.sketch.add(length, by);
    this.#total += by * Math.round(length * 1e6);
  }
}

function placeIn(run: readonly number[], length: number): number {
  return firstWhere(run.length, (at) => (run[at] as number) >= length);
}

/** By halving; `count` where it holds nowhere. @param holds from one place on */
function firstWhere(count: number, holds: (at: number) => boolean): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
