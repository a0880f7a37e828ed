import { Places } from './places.ts';

/** Numbers in ascending order, by a text. Of a text that has none, nothing is kept. */
export class PlacesBy {
  readonly #of = new Map<string, Places>();

  /** @param number greater than those of the text before */
  add(text: string, number: number): void {
    const known = this.#of.get(text);
    if (known) known.add(number);
    else this.#of.set(text, placesWith(number));
  }

  /** @param number one of them, unless they were dropped */
  remove(text: string, number: number): void {
    const known = this.#of.get(text);
    known?.remove(number);
    if (known?.size === 0) this.#of.delete(text);
  }

  /** All of a text. */
  drop(text: string): void {
    this.#of.delete(text);
  }

  /** The array may grow. */
  list(text: string): readonly number[] {
    return this.#of.get(text)?.list() ?? [];
  }

  /** The greatest one of a text. */
  newest(text: string): number | undefined {
    return this.#of.get(text)?.newest;
  }

  /** Those that have numbers, in the order in which they first got some. */
  texts(): readonly string[] {
    return [...this.#of.keys()];
  }
}

function placesWith(number: number): Places {
  const places = new Places();
  places.add(number);
  return places;
}
