import type { Position } from '../ports/source.ts';

/** The newest handles, so that one task has one handle for as long as somebody is likely to compare two. */
export class Recent<T> {
  readonly #slots: ({ readonly position: Position; readonly handle: T } | undefined)[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(position: Position): T | undefined {
    const slot = this.#slots[position % this.#size];
    return slot?.position === position ? slot.handle : undefined;
  }

  keep(position: Position, handle: T): T {
    this.#slots[position % this.#size] = { position, handle };
    return handle;
  }
}
