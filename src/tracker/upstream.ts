import { judge, type TriggerRule, type Verdict } from '../rules/trigger.ts';
import { endingError } from './endings.ts';
import type { LiveTask } from './live-task.ts';

/**
 * The tasks that one task comes after. Once their rule is met it is `ready`; once the rule cannot be met any more the
 * task is skipped, with the record that broke it as its cause.
 */
export class Upstream {
  readonly #task: LiveTask;
  readonly #upstream: readonly LiveTask[];
  readonly #rule: TriggerRule;
  readonly #ready: () => void;
  #verdict: Verdict = { is: 'open' };

  constructor(task: LiveTask, upstream: readonly LiveTask[], rule: TriggerRule, ready: () => void) {
    this.#task = task;
    this.#upstream = upstream;
    this.#rule = rule;
    this.#ready = ready;
  }

  get isMet(): boolean {
    return this.#verdict.is === 'met';
  }

  /** Judges now, and again at each end of an upstream task. */
  watch(): void {
    this.#judge();
    if (this.#verdict.is !== 'open') return;
    for (const task of this.#upstream) {
      if (!task.isSettled) task.waiters.atEnd({ ended: () => this.#task.runtime.engine.later(() => this.#judge()) });
    }
  }

  #judge(): void {
    if (this.#verdict.is !== 'open' || this.#task.isSettled) return;
    const outcomes = this.#upstream.map((task) => task.status().outcome);
    this.#verdict = judge(this.#rule, outcomes);
    if (this.#verdict.is === 'met') this.#ready();
    else if (this.#verdict.is === 'broken') this.#skip(this.#verdict);
  }

  #skip({ reason, by }: Extract<Verdict, { is: 'broken' }>): void {
    const cause = by === undefined ? undefined : this.#upstream[by]?.status().seq;
    const { path } = this.#task;
    const error = endingError(path, { ...this.#task.status(), outcome: 'skipped', reason });
    this.#task.offer({ error, isRefusal: true }, { do: 'lead', role: 'skip', entry: { reason, cause } });
  }
}
