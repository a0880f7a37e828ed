import type { FileJournal } from '../../src/journal/file-journal.ts';
import type { Fact } from '../../src/model/facts.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import type { CrashTally } from './crash-walk.ts';
import { Life, totals } from './lives.ts';
import type { Random } from './random.ts';
import { same } from './same.ts';
import { microtasks, SimMachine } from './sim-journal.ts';

/**
 * A host drives tasks of which few are kept, with checkpoints and crashes in between. What counts for ever is the same
 * as in a tracker that remembers all facts.
 */
export class CrashLife {
  readonly #random: Random;
  readonly #tally: CrashTally;
  readonly #machine: SimMachine;
  readonly #retention: { readonly maxTasks: number; readonly maxHistory: number };
  readonly #checkpointEvery: number;

  constructor(random: Random, tally: CrashTally) {
    this.#random = random;
    this.#tally = tally;
    this.#machine = new SimMachine(random.below(1e9));
    this.#machine.disk.eager = true;
    this.#retention = { maxTasks: random.below(6), maxHistory: 1 };
    this.#checkpointEvery = 5 + random.below(60);
  }

  async run(lives: number): Promise<void> {
    this.#tally.walks++;
    let journal = this.#open();
    let life = new Life({ journal, retention: this.#retention });
    for (let count = 1; ; count++) {
      await this.#live(life, 10 + this.#random.below(50));
      this.#expectTotals(life, [...journal.read()]);
      if (count === lives) return;
      this.#crash(journal);
      journal = this.#open();
      if (journal.recovery.checkpoint === 'found') this.#tally.checkpoints++;
      life = Life.goOn(life, journal, { retention: this.#retention }, count * 1000);
    }
  }

  #open(): FileJournal {
    return this.#machine.open({ durability: 'os', segmentBytes: 4000, checkpointEvery: this.#checkpointEvery });
  }

  async #live(life: Life, count: number): Promise<void> {
    for (let at = 0; at < count; at++) {
      life.live([{ do: this.#random.below(11), task: this.#random.below(31), ms: this.#random.below(51) }]);
      this.#tally.commands++;
      if (this.#random.chance(0.2)) await microtasks();
    }
  }

  /** The process dies, or the power goes. */
  #crash(journal: FileJournal): void {
    this.#tally.facts += journal.recovery.facts;
    this.#tally.crashes++;
    if (this.#random.chance(0.3)) this.#machine.disk.cutPower(this.#random);
    this.#machine.kill();
  }

  #expectTotals({ tracker, clock }: Life, facts: readonly Fact[]): void {
    const whole = Tracker.from(JSON.parse(JSON.stringify(facts)) as Fact[], {
      clock,
      timers: 'host',
      retention: { maxTasks: Number.POSITIVE_INFINITY, maxHistory: Number.POSITIVE_INFINITY },
    });
    same(totals(tracker), totals(whole));
  }
}
