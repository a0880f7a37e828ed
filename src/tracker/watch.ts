import type { Entity } from '../engine/entity.ts';
import type { LimitReason } from '../model/reasons.ts';
import { type Limits, type NextLimit, nextLimit } from '../rules/limits.ts';
import type { Runtime } from './runtime.ts';
import type { Timers } from './timers.ts';

/** Watches the limits of one task: always the one that comes next. */
export class Watch {
  readonly #runtime: Runtime;
  readonly #entity: Entity;
  readonly #limits: Limits;
  readonly #timers: Timers;
  readonly #passed: (reason: LimitReason) => void;

  constructor(runtime: Runtime, entity: Entity, limits: Limits, timers: Timers, passed: (reason: LimitReason) => void) {
    this.#runtime = runtime;
    this.#entity = entity;
    this.#limits = limits;
    this.#timers = timers;
    this.#passed = passed;
  }

  /** The task has moved: another limit may come next. A task that was asked to end has only its grace time. */
  update(): void {
    const next = this.#next();
    if (!next || this.#entity.state.request) this.#timers.clear('limit');
    else this.#timers.set('limit', next.inMs, () => this.#check());
  }

  /** Signs of life and clocks that were set move a limit: what is not passed yet is watched on. */
  #check(): void {
    const next = this.#next();
    if (next && next.inMs <= 0) this.#passed(next.reason);
    else this.update();
  }

  #next(): NextLimit | undefined {
    const { clock } = this.#runtime;
    return nextLimit(this.#entity.state, this.#limits, { now: clock.now(), mono: clock.monotonic() });
  }
}
