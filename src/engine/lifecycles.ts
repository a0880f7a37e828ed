import { ValidationError } from '../model/errors.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import { taskLifecycle } from '../model/task-lifecycle.ts';

/** The lifecycles that a tracker knows, by name. */
export class Lifecycles {
  readonly #known = new Map<string, Lifecycle>([[taskLifecycle.name, taskLifecycle]]);

  constructor(lifecycles: readonly Lifecycle[] = []) {
    for (const lifecycle of lifecycles) this.add(lifecycle);
  }

  /** @throws ValidationError where another lifecycle has that name already */
  add(lifecycle: Lifecycle): void {
    const known = this.#known.get(lifecycle.name);
    if (known === lifecycle) return;
    if (known) throw twice(lifecycle.name);
    this.#known.set(lifecycle.name, lifecycle);
  }

  /** Undefined for one that the program no longer defines. */
  get(name: string | undefined): Lifecycle | undefined {
    return name === undefined ? taskLifecycle : this.#known.get(name);
  }
}

function twice(name: string): ValidationError {
  const message = `Two different lifecycles are called '${name}'.`;
  return new ValidationError('duplicate_lifecycle', message, 'Give each lifecycle a name of its own.', 'lifecycle');
}
