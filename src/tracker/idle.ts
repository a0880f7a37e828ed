import { isRecord } from '../model/at-a-glance.ts';
import type { Draft } from '../model/facts.ts';
import type { Observer } from '../ports/observer.ts';
import type { Runtime } from './runtime.ts';

/** Whether no task is waiting or active. */
export function isIdle({ engine: { ledger } }: Runtime): boolean {
  return ledger.active + ledger.waiting === 0;
}

/** Tells when the tracker becomes idle. */
export class IdleAnnouncer implements Observer {
  readonly #runtime: Runtime;
  #wasIdle: boolean;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#wasIdle = isIdle(runtime);
  }

  told(fact: Draft, seq: number): void {
    if (!isRecord(fact)) return;
    const { emitter } = this.#runtime;
    const idle = isIdle(this.#runtime);
    if (idle && !this.#wasIdle && emitter.listenerCount('idle') > 0) emitter.emit('idle', { seq });
    this.#wasIdle = idle;
  }
}
