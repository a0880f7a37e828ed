import { readCheckpoint, type FoundCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { asJournalError } from './complaints.ts';
import type { Checkpoint } from '../ports/journal.ts';
import type { Folder } from './folder.ts';
import type { Writer } from './writer.ts';

/**
 * Checkpoints, and the removal of old segments. They come one after the other, so that no checkpoint replaces a newer
 * one, and nothing is removed that one builds on.
 */
export class Upkeep {
  readonly #folder: Folder;
  readonly #writer: Writer;
  #last: Promise<unknown> = Promise.resolve();
  /** As it was read when the journal was opened, until somebody has asked for it. */
  #read: FoundCheckpoint | undefined;

  constructor(folder: Folder, writer: Writer, found: FoundCheckpoint | undefined) {
    this.#folder = folder;
    this.#writer = writer;
    this.#read = found;
  }

  restore(): FoundCheckpoint | undefined {
    const read = this.#read;
    this.#read = undefined;
    return read ?? readCheckpoint(this.#folder, this.#writer.stretches);
  }

  /** @param safe resolves when all facts up to `upTo` are on stable storage */
  keepCheckpoint(checkpoint: Checkpoint, safe: () => Promise<void>): Promise<void> {
    const { upTo } = checkpoint;
    const { size, header: at } = this.#writer.segments.current;
    const end = this.#writer.written === upTo ? size : undefined;
    return this.#inTurn(async () => {
      await safe();
      this.#writer.confirm();
      const { header } = this.#writer.segments.current;
      await writeCheckpoint(this.#folder, header, checkpoint, header === at ? end : undefined);
      this.#read = undefined;
    });
  }

  /** Removes segments whose facts are all before `before` and stand in the checkpoint, if there is one. */
  removeOld(before: number): Promise<number> {
    return this.#inTurn(async () => {
      this.#writer.confirm();
      const checkpoint = readCheckpoint(this.#folder, this.#writer.stretches);
      return this.#removeUntil(Math.min(before, (checkpoint?.upTo ?? before) + 1), checkpoint?.segment);
    });
  }

  #removeUntil(end: number, needed: number | undefined): number {
    let gone = 0;
    for (const { header, last } of this.#writer.segments.sealed) {
      if (last >= end || header.segment === needed) break;
      this.#writer.segments.dropOldest(this.#folder);
      gone += last - header.first + 1;
    }
    return gone;
  }

  /** Resolves when nothing is under way. */
  rest(): Promise<unknown> {
    return this.#last;
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(action).catch((error: unknown) => {
      throw asJournalError('The upkeep of the journal', error);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
