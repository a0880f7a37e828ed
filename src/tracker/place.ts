import type { Named } from './functions.ts';
import type { Line, Waiting } from './line.ts';
import type { Plan } from './plan.ts';

interface Admitted {
  /** It waited in the line, and has a slot now. */
  admitted(): void;
}

/** The place of one call: before its line, in it, or in a slot. */
export class Place implements Waiting {
  readonly line: Line;
  readonly #named: Named;
  /** Undefined where it follows that of the name, which may be tracked anew. */
  readonly #ownPlan: Plan | undefined;
  readonly #call: Admitted;
  #is: 'outside' | 'waiting' | 'in a slot' = 'outside';

  constructor(named: Named, plan: Plan, call: Admitted) {
    this.line = named.line;
    this.#named = named;
    this.#ownPlan = plan === named.plan ? undefined : plan;
    this.#call = call;
  }

  get limit(): number {
    return (this.#ownPlan ?? this.#named.plan)?.concurrency ?? Number.POSITIVE_INFINITY;
  }
  get isWaiting(): boolean {
    return this.#is === 'waiting';
  }

  /** @returns whether there is a slot; otherwise it waits, and is admitted later */
  take(): boolean {
    const hasSlot = this.line.enter(this);
    this.#is = hasSlot ? 'in a slot' : 'waiting';
    return hasSlot;
  }

  admit(): void {
    this.#is = 'in a slot';
    this.#call.admitted();
  }

  /** It waits no longer. */
  quit(): void {
    if (this.#is !== 'waiting') return;
    this.#is = 'outside';
    this.line.quit();
  }

  /** The slot is free. */
  leave(): void {
    if (this.#is !== 'in a slot') return;
    this.#is = 'outside';
    this.line.leave();
  }
}
