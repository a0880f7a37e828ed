import type { Draft, Stamp } from '../model/facts.ts';
import type { Observer } from '../ports/observer.ts';
import type { Entity } from './entity.ts';

/** A fact that is written, on its way to being remembered and told. */
export interface Notice extends Stamp {
  /** Absent for facts about no task. */
  readonly entity: Entity | undefined;
  readonly draft: Draft;
}

/**
 * Remembers and tells what is written.
 *
 * 1. Facts are told in the order of `seq`, also when a listener causes more.
 * 2. A fact is remembered before it is told; of one command, each fact is told before the next one is remembered.
 * 3. A listener's command is judged, and returns, with everything remembered; its facts wait for their turn to be told.
 * 4. What follows from a fact (a slot that is free, a body that may begin) is done once all is told.
 * 5. Where something throws on the way, all that is written is remembered, and all that follows is done, all the same.
 */
export class Bus {
  readonly #remember: (notice: Notice) => void;
  readonly #observers: Observer[] = [];
  #followUps: (() => void)[] = [];
  #queue: Notice[] = [];
  #remembered = 0;
  #telling = false;

  constructor(remember: (notice: Notice) => void) {
    this.#remember = remember;
  }

  subscribe(observer: Observer): void {
    this.#observers.push(observer);
  }

  /** What one command brought about. The list is the bus's own from here on. */
  post(notices: Notice[]): void {
    if (this.#queue.length === 0) this.#queue = notices;
    else for (const notice of notices) this.#queue.push(notice);
  }

  /** Does it when all is told: now, if nothing is being told. */
  later(action: () => void): void {
    if (this.#telling) this.#followUps.push(action);
    else action();
  }

  rememberAll(): void {
    while (this.#remembered < this.#queue.length) this.#rememberNext();
  }

  deliver(): void {
    if (this.#telling) return this.rememberAll();
    this.#telling = true;
    try {
      for (let told = 0; told < this.#queue.length; told++) {
        if (this.#remembered === told) this.#rememberNext();
        this.#tell(this.#queue[told] as Notice);
      }
    } finally {
      this.rememberAll();
      this.#queue = [];
      this.#remembered = 0;
      this.#telling = false;
      this.#followUp();
    }
  }

  #followUp(): void {
    if (this.#followUps.length === 0) return;
    const actions = this.#followUps;
    this.#followUps = [];
    doAll(actions);
  }

  #rememberNext(): void {
    this.#remember(this.#queue[this.#remembered++] as Notice);
  }

  #tell({ entity, draft, seq }: Notice): void {
    entity?.bound?.told(draft, seq);
    const position = entity?.position;
    for (const observer of this.#observers) observer.told(draft, seq, position);
  }
}

/** One that throws does not keep the others from being done; the first error is thrown when they are. */
function doAll(actions: readonly (() => void)[]): void {
  let failure: { readonly error: unknown } | undefined;
  for (const action of actions) {
    try {
      action();
    } catch (error) {
      failure ??= { error };
    }
  }
  if (failure) throw failure.error;
}
