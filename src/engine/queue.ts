/** Numbers, first in, first out. Taking one out costs the same however many there are. */
export class Queue {
  #numbers: number[] = [];
  #head = 0;

  get first(): number | undefined {
    return this.#numbers[this.#head];
  }

  push(number: number): void {
    this.#numbers.push(number);
  }

  shift(): void {
    this.#head += 1;
    if (this.#head * 2 < this.#numbers.length) return;
    this.#numbers = this.#numbers.slice(this.#head);
    this.#head = 0;
  }

  list(): number[] {
    return this.#numbers.slice(this.#head);
  }
}
