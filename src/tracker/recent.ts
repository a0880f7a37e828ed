import type { Position } from '../ports/source.ts';

/** The newest handles, so that one task has one handle for as long as somebody is likely to compare two. */
export class Recent<T extends { readonly entity: { readonly position: Position } }> {
  readonly #handles: (T | undefined)[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(position: Position): T | undefined {
    const handle = this.#handles[position % this.#size];
    return handle?.entity.position === position ? handle : undefined;
  }

  keep(position: Position, handle: T): T {
    this.#handles[position % this.#size] = handle;
    return handle;
  }
}
