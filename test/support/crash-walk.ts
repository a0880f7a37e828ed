import { Tracker } from '../../src/index.ts';
import type { Fact } from '../../src/model/facts.ts';
import { expectAgreement } from './agreement.ts';
import { everything } from './everything.ts';
import type { Random } from './random.ts';
import { lifecycles } from './reference-lifecycles.ts';
import { same } from './same.ts';
import { SimMachine } from './sim-journal.ts';
import { randomStep } from './steps.ts';
import { Walker } from './walker.ts';

const works = ['load', 'save', 'load_1'];
const own = Object.values(lifecycles).filter(({ name }) => name !== 'task');

export interface CrashTally {
  walks: number;
  commands: number;
  crashes: number;
  facts: number;
}

/**
 * Commands, given to a tracker on a journal and to the reference model, with crashes in between. After each crash the next
 * tracker knows what the last one wrote, and goes on as the model does.
 */
export class CrashWalk {
  readonly #random: Random;
  readonly #tally: CrashTally;
  readonly #machine: SimMachine;
  readonly #walker: Walker;

  constructor(random: Random, tally: CrashTally) {
    this.#random = random;
    this.#tally = tally;
    this.#machine = new SimMachine(random.below(1e9));
    this.#machine.disk.eager = true;
    this.#walker = new Walker(this.#open());
  }

  run(lives: number, commands: number): void {
    for (let life = 1; ; life++) {
      for (let count = this.#random.below(2 * commands); count > 0; count--) this.#step();
      if (life === lives) break;
      this.#crash();
      this.#walker.look(expectAgreement);
    }
    this.#walker.look(expectAgreement);
    if (this.#random.chance(0.25)) this.#expectReplay();
    this.#tally.walks++;
    this.#tally.facts += this.#walker.model.seq;
  }

  #step(): void {
    this.#walker.take(randomStep(this.#random));
    this.#tally.commands++;
  }

  #open() {
    return this.#machine.open({ durability: 'os', segmentBytes: 2000 });
  }

  /** The next process begins later, or earlier by a wall clock that was set. */
  #crash(): void {
    const before = [...this.#walker.tracker.facts()];
    this.#machine.kill();
    this.#walker.crash(this.#open(), this.#random.below(2000) - 200, this.#random.below(100));
    same([...this.#walker.tracker.facts()].slice(0, before.length), before);
    this.#tally.crashes++;
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
