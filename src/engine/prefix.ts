/** What own ids begin with. To make one asks the machine for randomness, so that it waits until an id is asked for. */
export class Prefix {
  readonly #make: () => string;
  #text: string | undefined;

  /** @param make called at most once */
  constructor(make: () => string) {
    this.#make = make;
  }

  get text(): string {
    this.#text ??= this.#make();
    return this.#text;
  }
}
