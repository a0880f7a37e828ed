import { Tracker } from '../../src/index.ts';
import type { Fact } from '../../src/model/facts.ts';
import { expectAgreement } from './agreement.ts';
import { everything } from './everything.ts';
import type { Random } from './random.ts';
import type { Saved } from './reference-model.ts';
import { lifecycles } from './reference-lifecycles.ts';
import { same } from './same.ts';
import { microtasks, SimMachine } from './sim-journal.ts';
import { randomStep } from './steps.ts';
import { Walker } from './walker.ts';

const works = ['load', 'save', 'load_1'];
const own = Object.values(lifecycles).filter(({ name }) => name !== 'task');

export interface CrashTally {
  walks: number;
  commands: number;
  crashes: number;
  facts: number;
  /** From how many of them a later process went on. */
  checkpoints: number;
}

/**
 * Commands, given to a tracker on a journal and to the reference model, with crashes in between. After each crash the next
 * tracker knows what the last one wrote, or what a power cut has left of it, and goes on as the model does.
 */
export class CrashWalk {
  readonly #random: Random;
  readonly #tally: CrashTally;
  readonly #machine: SimMachine;
  readonly #walker: Walker;
  readonly #losesPower: boolean;
  /** So many facts come between two checkpoints; undefined where none is made. */
  readonly #checkpointEvery: number | undefined;
  #saved: Saved[] = [];

  constructor(random: Random, tally: CrashTally) {
    this.#random = random;
    this.#tally = tally;
    this.#machine = new SimMachine(random.below(1e9));
    this.#machine.disk.eager = true;
    this.#checkpointEvery = random.chance(0.25) ? 2 + random.below(20) : undefined;
    this.#walker = new Walker(this.#open());
    this.#losesPower = random.chance(0.25);
    this.#saved.push(this.#walker.model.save());
  }

  async run(lives: number, commands: number): Promise<void> {
    this.#tally.walks++;
    for (let life = 1; ; life++) {
      for (let count = this.#random.below(2 * commands); count > 0; count--) {
        this.#step();
        if (this.#checkpointEvery !== undefined && this.#random.chance(0.5)) await microtasks();
      }
      if (life === lives) break;
      if (!this.#crash()) return;
      this.#walker.look(expectAgreement);
    }
    this.#walker.look(expectAgreement);
    if (this.#random.chance(0.25)) this.#expectReplay();
  }

  #step(): void {
    this.#walker.take(randomStep(this.#random));
    this.#tally.commands++;
    if (this.#losesPower) this.#saved.push(this.#walker.model.save());
  }

  #open() {
    const every = this.#checkpointEvery;
    return this.#machine.open({ durability: 'os', segmentBytes: 2000, ...(every && { checkpointEvery: every }) });
  }

  /**
   * The process dies, or the power goes. The next process begins later, or earlier by a wall clock that was set.
   * @returns false where the cut went through the facts of one command, which the model cannot tell apart
   */
  #crash(): boolean {
    const before = [...this.#walker.tracker.facts()];
    if (this.#losesPower) this.#machine.disk.cutPower(this.#random);
    this.#machine.kill();
    this.#tally.crashes++;
    this.#tally.facts += before.length;
    const journal = this.#open();
    const { last, checkpoint } = journal.recovery;
    if (checkpoint === 'found') this.#tally.checkpoints++;
    same([...journal.read()], before.slice(0, last));
    const left = last < before.length ? this.#saved.findLast(({ seq }) => seq === last) : undefined;
    if (last < before.length && !left) return false;
    this.#walker.crash(journal, this.#random.below(2000) - 200, this.#random.below(100), left);
    this.#saved = [...this.#saved.filter(({ seq }) => seq <= last), this.#walker.model.save()];
    return true;
  }

  /** Read back once more, all is as it was live; whose clocks count is known once the last owner has written. */
  #expectReplay(): void {
    const { tracker, model } = this.#walker;
    const { wall, mono } = model;
    const clock = { now: () => wall, monotonic: () => mono, setTimer: () => () => undefined };
    const facts = JSON.parse(JSON.stringify([...tracker.facts()])) as Fact[];
    const again = Tracker.from(facts, { clock, timers: 'host', lifecycles: own });
    same([...again.facts()], facts);
    if (model.isSigned) same(everything(again, works), everything(tracker, works));
  }
}
