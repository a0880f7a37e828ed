import { memoryJournal } from '../journal/memory-journal.ts';
import type { CrashLab, Run } from './crash-lab.ts';
import { DyingJournal } from './dying-journal.ts';
import { type CrashScenario, live } from './lives.ts';

/** Kills nothing but a journal: what a flow does after that does not count. */
export class CrashInProcess implements CrashLab {
  readonly #flow: CrashScenario;
  readonly #patienceMs: number;

  constructor(flow: CrashScenario, patienceMs: number) {
    this.#flow = flow;
    this.#patienceMs = patienceMs;
  }

  async whole(): Promise<Run> {
    const effects: string[] = [];
    const journal = new DyingJournal(Number.POSITIVE_INFINITY);
    const effect = (name: string) => void effects.push(name);
    const tracker = await live(this.#flow, { journal, effect, patienceMs: this.#patienceMs });
    return { tracker, effects, writes: journal.writes };
  }

  async killed(lastWrite: number): Promise<Run> {
    const effects: string[] = [];
    const dying = new DyingJournal(lastWrite);
    const early = (name: string) => void (dying.isDead || effects.push(name));
    const patienceMs = this.#patienceMs;
    await live(this.#flow, { journal: dying, effect: early, death: dying.death, patienceMs });
    const effect = (name: string) => void effects.push(name);
    const tracker = await live(this.#flow, { journal: memoryJournal(dying.read()), effect, patienceMs });
    return { tracker, effects, writes: lastWrite };
  }
}
