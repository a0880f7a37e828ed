import { QueueFullError } from '../model/errors.ts';

/** Somebody in the waiting line. */
export interface Waiting {
  /** How many may run, itself included, when it begins. */
  readonly limit: number;
  /** False once it has quit the line: it is passed over. */
  readonly isWaiting: boolean;
  admit(): void;
}

/**
 * The slots of one name, and the line before them: first come, first served.
 *
 * 1. Nobody passes one who waits, also where the limit was raised meanwhile.
 * 2. What it costs to enter, to quit and to leave does not grow with the line.
 */
export class Line {
  #running = 0;
  #waiting: Waiting[] = [];
  /** Where the first one stands who may still wait. */
  #head = 0;
  #count = 0;

  /** @throws QueueFullError before anything is recorded */
  checkRoom(name: string, limit: number, maxPending: number): void {
    this.#fill();
    if (this.#hasSlot(limit) || this.#count < maxPending) return;
    const message = `${this.#count} calls of '${name}' wait already, and no more than ${maxPending} may (maxPending).`;
    throw new QueueFullError('queue_full', message, 'Call again when one of them is done, or raise maxPending.');
  }

  /** Takes a slot, or a place in the line. */
  enter(waiting: Waiting): boolean {
    this.#fill();
    const hasSlot = this.#hasSlot(waiting.limit);
    if (hasSlot) this.#running++;
    else this.#append(waiting);
    return hasSlot;
  }

  /** Somebody who waited does so no longer. */
  quit(): void {
    this.#count--;
  }

  /** Gives a slot back; the next in the line gets it. */
  leave(): void {
    this.#running--;
    this.#fill();
  }

  #append(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#count++;
  }

  #hasSlot(limit: number): boolean {
    return this.#count === 0 && this.#running < limit;
  }

  #fill(): void {
    if (this.#count === 0) return;
    for (let next = this.#first(); next && this.#running < next.limit; next = this.#first()) {
      this.#head++;
      this.#count--;
      this.#running++;
      next.admit();
    }
  }

  #first(): Waiting | undefined {
    while (this.#waiting[this.#head]?.isWaiting === false) this.#head++;
    if (this.#head > 32 && this.#head * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
    return this.#waiting[this.#head];
  }
}
