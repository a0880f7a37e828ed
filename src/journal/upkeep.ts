import type { Json } from '../model/json.ts';
import { readCheckpoint, type FoundCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { asJournalError } from './complaints.ts';
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

  constructor(folder: Folder, writer: Writer) {
    this.#folder = folder;
    this.#writer = writer;
  }

  get checkpoint(): FoundCheckpoint | undefined {
    return readCheckpoint(this.#folder, this.#writer.stretches);
  }

  /** @param safe resolves when all facts up to `upTo` are on stable storage */
  keepCheckpoint(upTo: number, parts: Readonly<Record<string, Json>>, safe: () => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      await safe();
      this.#writer.confirm();
      await writeCheckpoint(this.#folder, this.#writer.segments.current.header, upTo, parts);
    });
  }

  /** Removes segments whose facts are all before `before` and stand in the checkpoint, if there is one. */
  removeOld(before: number): Promise<number> {
    return this.#inTurn(async () => {
      this.#writer.confirm();
      const { checkpoint } = this;
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
