import type { Draft, Stamp } from '../model/facts.ts';
import type { Observer } from '../ports/observer.ts';
import type { Position } from '../ports/source.ts';
import type { Bound, Entity } from './entity.ts';
import { FollowUps } from './follow-ups.ts';
import type { Write } from './write.ts';

/** Where facts are remembered. */
interface Memory {
  remember(entity: Entity | undefined, draft: Draft, stamp: Stamp): void;
}

/**
 * Remembers and tells what is written.
 *
 * 1. Facts are told in the order of `seq`, also when a listener causes more.
 * 2. A fact is remembered before it is told; of one command, each fact is told before the next one is remembered.
 * 3. A listener's command is judged, and returns, with everything remembered; its facts wait for their turn to be told.
 * 4. What follows from a fact (a slot that is free, a body that may begin) is done once all is told.
 * 5. Who throws on the way is reported, and keeps nobody else from being told: what is written has happened.
 */
export class Bus {
  readonly #memory: Memory;
  readonly #report: (error: unknown) => void;
  readonly #observers: Observer[] = [];
  readonly #followUps = new FollowUps();
  /** The last one that is being told: they are a chain, so that one more costs no list. Undefined while none is. */
  #last: Write | undefined;
  /** The first of them that is not remembered to its end. */
  #toRemember: Write | undefined;

  constructor(memory: Memory, report: (error: unknown) => void) {
    this.#memory = memory;
    this.#report = report;
  }

  subscribe(observer: Observer): void {
    this.#observers.push(observer);
  }

  get isTelling(): boolean {
    return this.#last !== undefined;
  }

  /**
   * Remembers and tells what one command brought about, and all that it causes; where something is being told, it is
   * remembered now and told after that.
   * @param first one fact at least; what is written together with it follows it, up to `end`
   */
  publish(first: Write, end = first.next ?? first): void {
    if (this.#last) return this.#append(this.#last, first, end);
    this.#last = end;
    this.#toRemember = first;
    try {
      for (let write: Write | undefined = first; write; write = write.next) this.#tellAll(write);
    } finally {
      this.#end();
    }
  }

  #append(last: Write, first: Write, end: Write): void {
    last.next = first;
    this.#last = end;
    this.#toRemember ??= first;
    this.rememberAll();
  }

  /** Does it when all is told: now, if nothing is being told. */
  later<A>(act: (given: A) => void, given?: A): void {
    if (this.isTelling) this.#followUps.add(act, given);
    else act(given as A);
  }

  rememberAll(): void {
    while (this.#toRemember) this.#rememberNext(this.#toRemember);
  }

  #end(): void {
    this.rememberAll();
    this.#last = undefined;
    if (this.#followUps.areDue) this.#followUps.doAll(this.#report);
  }

  #tellAll(write: Write): void {
    const { first, drafts, entity } = write;
    for (let seq = first; seq < first + drafts.length; seq++) {
      if (write.seq < seq) this.#rememberNext(write);
      const draft = drafts[seq - first] as Draft;
      if (entity?.bound?.isListening) this.#tellTask(entity.bound, draft, seq);
      if (this.#observers.length > 0) this.#tellObservers(draft, seq, entity?.position);
    }
  }

  #rememberNext(write: Write): void {
    const at = ++write.seq - write.first;
    if (at + 1 === write.drafts.length) this.#toRemember = write.next;
    this.#memory.remember(write.entity, write.drafts[at] as Draft, write);
  }

  #tellTask(bound: Bound, draft: Draft, seq: number): void {
    try {
      bound.told(draft, seq);
    } catch (error) {
      this.#report(error);
    }
  }

  #tellObservers(draft: Draft, seq: number, position: Position | undefined): void {
    for (const observer of this.#observers) {
      try {
        observer.told(draft, seq, position);
      } catch (error) {
        this.#report(error);
      }
    }
  }
}
