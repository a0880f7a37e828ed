/** What a `SyncLoop` flushes. */
export interface Synced {
  /** The newest `seq` that was written. */
  written(): number;
  /** Flushes what was written when it is called. */
  sync(): Promise<void>;
  /** Called after each flush that succeeded; must not throw. */
  after(): void;
}

/**
 * Group commit: one flush at a time, each covering all that was written before it began. Who asks while one is under
 * way gets the next one, together with all others who ask.
 */
export class SyncLoop {
  readonly #of: Synced;
  #running: Promise<void> | undefined;
  #following: Promise<void> | undefined;
  #kicked: Promise<void> | undefined;
  #covering = 0;
  #synced: number;

  constructor(synced: number, of: Synced) {
    this.#synced = synced;
    this.#of = of;
  }

  /** The highest `seq` known to be on stable storage. */
  get synced(): number {
    return this.#synced;
  }

  /** Resolves when all up to `seq` is on stable storage, which must have been written. */
  upTo(seq: number): Promise<void> {
    if (seq <= this.#synced) return Promise.resolve();
    if (this.#running !== undefined && seq <= this.#covering) return this.#running;
    if (this.#following !== undefined) return this.#following;
    if (this.#running === undefined) return this.#start();
    this.#following = this.#queue(this.#running);
    return this.#following;
  }

  /** Flushes what was written; who wants to know the end of it asks `upTo`. */
  kick(): void {
    const flushing = this.upTo(this.#of.written());
    if (flushing === this.#kicked) return;
    this.#kicked = flushing;
    flushing.catch(() => undefined);
  }

  /** Resolves when no flush is under way any more. */
  async rest(): Promise<void> {
    for (let last = this.#newest(); last !== undefined; last = this.#newest()) await last.catch(() => undefined);
  }

  #newest(): Promise<void> | undefined {
    return this.#following ?? this.#running;
  }

  /** Told when everything up to `seq` was flushed in another way. */
  advance(seq: number): void {
    this.#synced = Math.max(this.#synced, seq);
  }

  #queue(running: Promise<void>): Promise<void> {
    const follow = (): Promise<void> => {
      this.#following = undefined;
      return this.#start();
    };
    return running.then(follow, follow);
  }

  #start(): Promise<void> {
    this.#covering = this.#of.written();
    this.#running = this.#run(this.#covering);
    return this.#running;
  }

  async #run(covering: number): Promise<void> {
    try {
      await this.#of.sync();
      this.advance(covering);
    } finally {
      this.#running = undefined;
    }
    this.#of.after();
  }
}
