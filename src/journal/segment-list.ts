import { type Folder, segmentName } from './folder.ts';
import type { Stretch } from './look.ts';
import type { Segment } from './segment.ts';

/** The segments of an open journal: those that are sealed, and the one that is written. */
export class SegmentList {
  #sealed: readonly Stretch[];
  #current: Segment;
  /** Where the lines of the current one begin. */
  #from: number;

  constructor(sealed: readonly Stretch[], current: Segment) {
    this.#sealed = sealed;
    this.#current = current;
    this.#from = current.size;
  }

  get sealed(): readonly Stretch[] {
    return this.#sealed;
  }

  get current(): Segment {
    return this.#current;
  }

  get bytes(): number {
    return this.#sealed.reduce((sum, { bytes }) => sum + bytes, this.#current.size);
  }

  /** The current one as it stands. @param last its newest fact */
  currentStretch(last: number): Stretch {
    const { header, size } = this.#current;
    return { header, from: this.#from, to: undefined, last, bytes: size };
  }

  advance(sealed: Stretch, next: Segment): void {
    this.#sealed = [...this.#sealed, sealed];
    this.#current = next;
    this.#from = next.size;
  }

  /** Removes the oldest one. One at a time, so that a power cut leaves no hole between segments. */
  dropOldest(folder: Folder): void {
    const [oldest] = this.#sealed;
    if (oldest === undefined) return;
    folder.files.remove(folder.pathOf(segmentName(oldest.header.segment)));
    this.#sealed = this.#sealed.slice(1);
    folder.sync();
  }
}
