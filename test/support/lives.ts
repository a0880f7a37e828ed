import * as fc from 'fast-check';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { Reader } from '../../src/ports/reader.ts';
import type { Task } from '../../src/tracker/task.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import type { TrackerOptions } from '../../src/tracker/tracker-options.ts';

export interface Act {
  readonly do: number;
  readonly task: number;
  readonly ms: number;
}
/** What a host may do with tasks that it drives. */
export const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({ do: fc.nat(10), task: fc.nat(30), ms: fc.nat(50) }),
  { minLength: 20, maxLength: 150 },
);
/** One object: the stacks of two would differ. */
const failure = new Error('no');
const works = ['load', 'save'];

/** Lives the same life in any tracker: the ids are the same too. */
export class Life {
  readonly clock: FakeClock;
  readonly tracker: Tracker;
  #open: Task[] = [];

  constructor(options: TrackerOptions, clock = new FakeClock(1_000_000), born = 0) {
    let count = born;
    this.clock = clock;
    const createId = () => `t-${(count++).toString(36)}`;
    this.tracker = new Tracker({ clock, createId, timers: 'host', ...options });
  }

  /** Goes on in another tracker, with what is open there. */
  static goOn(before: Life, journal: Journal, options: TrackerOptions, born: number): Life {
    const life = new Life({ ...options, journal }, before.clock, born);
    life.#open = before.#open.flatMap(({ id }) => life.tracker.get(id) ?? []);
    return life;
  }

  live(all: readonly Act[]): this {
    for (const act of all) this.#do(act);
    return this;
  }

  #do({ do: act, task: pick, ms }: Act): void {
    this.clock.stepWall(ms);
    const task = this.#open[pick % Math.max(1, this.#open.length)];
    if (!task || act < 3) this.#create(pick, act === 0 ? task : undefined);
    else if (act < 5 && task.can('running')) task.start();
    else if (act === 5 && task.can('failed')) task.fail(failure);
    else if (act === 6 && task.can('succeeded')) task.succeed({ n: ms });
    else if (act === 7) task.cancel();
    else if (act === 8) task.observe(`x${pick % 2}`, { n: ms % 5 });
    else if (act === 9) this.tracker.counts();
    else task.note('look');
    this.#open = this.#open.filter((one) => !one.isSettled);
  }

  #create(pick: number, parent: Task | undefined): void {
    this.#open.push(this.tracker.task(works[pick % 2] as string, parent ? { parent } : {}));
  }
}

/** All that counts for ever, of what is exact. */
export function totals(reader: Reader & { work?: Tracker['work'] }): unknown {
  const lines = reader.timingSummary().map(({ name, count, total, min, max }) => ({ name, count, total, min, max }));
  return {
    counts: reader.counts(),
    summary: reader.summary(),
    works: works.map((name) => reader.work?.(name).status()),
    lines,
    last: ['x0', 'x1'].map((target) => reader.evolution(target).at(-1)),
  };
}
