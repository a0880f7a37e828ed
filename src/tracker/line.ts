import { QueueFullError } from '../model/errors.ts';

/** Somebody in the waiting line. */
export interface Waiting {
  /** False once it has ended, or somebody else has started it: it is passed over. */
  readonly isWaiting: boolean;
  admit(): void;
}

/** The slots of one name, and the line before them: first come, first served. */
export class Line {
  #running = 0;
  #waiting: Waiting[] = [];
  #limit = Number.POSITIVE_INFINITY;

  /** @throws QueueFullError before anything is recorded */
  checkRoom(name: string, limit: number, maxPending: number): void {
    if (this.#running < limit || this.#count() < maxPending) return;
    const message = `${maxPending} calls of '${name}' wait already, which is the most (maxPending).`;
    throw new QueueFullError('queue_full', message, 'Call again when one of them is done, or raise maxPending.');
  }

  #count(): number {
    this.#waiting = this.#waiting.filter(({ isWaiting }) => isWaiting);
    return this.#waiting.length;
  }

  /** Takes a slot, or a place in the line. */
  enter(waiting: Waiting, limit: number): boolean {
    this.#limit = limit;
    if (this.#running < limit) {
      this.#running++;
      return true;
    }
    this.#waiting.push(waiting);
    return false;
  }

  /** Gives a slot back; the next in the line gets it. */
  leave(): void {
    this.#running--;
    while (this.#running < this.#limit) {
      const next = this.#next();
      if (!next) return;
      this.#running++;
      next.admit();
    }
  }

  #next(): Waiting | undefined {
    const at = this.#waiting.findIndex(({ isWaiting }) => isWaiting);
    const [next] = this.#waiting.splice(0, at < 0 ? this.#waiting.length : at + 1).slice(-1);
    return at < 0 ? undefined : next;
  }
}
