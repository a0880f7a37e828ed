import type { Position } from '../ports/source.ts';

/** The newest handles, so that one task has one handle for as long as somebody is likely to compare two. */
export class Recent<T> {
  readonly #slots: ({ readonly position: Position; readonly handle: T } | undefined)[];

  constructor(size: number) {
    this.#slots = new Array(size);
  }

  get(position: Position): T | undefined {
    const slot = this.#slots[position % this.#slots.length];
    return slot?.position === position ? slot.handle : undefined;
  }

  keep(position: Position, handle: T): T {
    this.#slots[position % this.#slots.length] = { position, handle };
    return handle;
  }
}
