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
  /** What is not told yet, in order: a chain, so that one more costs no list. */
  #first: Write | undefined;
  #last: Write | undefined;
  /** The first of them that is not remembered to its end. */
  #toRemember: Write | undefined;
  #telling = false;

  constructor(memory: Memory, report: (error: unknown) => void) {
    this.#memory = memory;
    this.#report = report;
  }

  subscribe(observer: Observer): void {
    this.#observers.push(observer);
  }

  get isTelling(): boolean {
    return this.#telling;
  }

  /** What one command brought about: one fact at least. */
  post(write: Write): void {
    if (this.#last) this.#last.next = write;
    else this.#first = write;
    this.#last = write;
    this.#toRemember ??= write;
  }

  /** Does it when all is told: now, if nothing is being told. */
  later<A>(act: (given: A) => void, given?: A): void {
    if (this.#telling) this.#followUps.add(act, given);
    else act(given as A);
  }

  rememberAll(): void {
    while (this.#toRemember) this.#rememberNext(this.#toRemember);
  }

  /** Remembers what was posted and tells it, and all that it causes; where something is being told, tells it after that. */
  deliver(): void {
    if (this.#telling) return this.rememberAll();
    this.#telling = true;
    try {
      for (let write = this.#first; write; write = write.next) {
        for (let told = 0; told < write.drafts.length; told++) {
          if (write.seq < write.first + told) this.#rememberNext(write);
          this.#tell(write, told);
        }
      }
    } finally {
      this.rememberAll();
      this.#first = undefined;
      this.#last = undefined;
      this.#telling = false;
      this.#followUps.doAll(this.#report);
    }
  }

  #rememberNext(write: Write): void {
    const at = ++write.seq - write.first;
    if (at + 1 === write.drafts.length) this.#toRemember = write.next;
    this.#memory.remember(write.entity, write.drafts[at] as Draft, write);
  }

  #tell(write: Write, at: number): void {
    const { entity } = write;
    const draft = write.drafts[at] as Draft;
    const seq = write.first + at;
    if (entity?.bound) this.#tellTask(entity.bound, draft, seq);
    const position = entity?.position;
    for (const observer of this.#observers) this.#tellObserver(observer, draft, seq, position);
  }

  #tellTask(bound: Bound, draft: Draft, seq: number): void {
    try {
      bound.told(draft, seq);
    } catch (error) {
      this.#report(error);
    }
  }

  #tellObserver(observer: Observer, draft: Draft, seq: number, position: Position | undefined): void {
    try {
      observer.told(draft, seq, position);
    } catch (error) {
      this.#report(error);
    }
  }
}
