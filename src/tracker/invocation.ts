import type { Named } from './functions.ts';
import type { LiveTask } from './live-task.ts';
import type { Plan } from './plan.ts';

/** A call that is about to become a task. */
export interface Invocation {
  readonly named: Named;
  readonly plan: Plan;
  readonly args: readonly unknown[];
  /** What is run, given the task. */
  work(task: LiveTask): unknown;
}

/** What a call of a tracked function is made of. */
interface Called extends Omit<Invocation, 'work'> {
  readonly fn: (...args: never[]) => unknown;
  readonly self?: unknown;
  /** Whether it was called with `new`. */
  readonly isNew?: boolean;
}

/** A call of a tracked function. */
export class FunctionCall implements Invocation {
  readonly named: Named;
  readonly plan: Plan;
  readonly args: readonly unknown[];
  readonly #fn: (...args: never[]) => unknown;
  readonly #self: unknown;
  readonly #isNew: boolean;

  constructor({ named, plan, args, fn, self, isNew = false }: Called) {
    this.named = named;
    this.plan = plan;
    this.args = args;
    this.#fn = fn;
    this.#self = self;
    this.#isNew = isNew;
  }

  work(): unknown {
    if (this.#isNew) return Reflect.construct(this.#fn, this.args);
    return Reflect.apply(this.#fn, this.#self, this.args);
  }
}
