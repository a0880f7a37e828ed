import type { Clock } from '../ports/clock.ts';
import { takenOver } from './complaints.ts';
import { type Folder, segmentName } from './folder.ts';
import { readHeading } from './header.ts';

/** How long an owner writes without looking. */
const trustMs = 1000;

/**
 * Keeps an owner that was asleep, and was given up for dead, from going on: a higher segment tells that another one has
 * begun. It looks before the first write of each second, and thereby after each gap of more than one.
 */
export class Fence {
  readonly #folder: Folder;
  readonly #clock: Clock;
  #looked: number;

  constructor(folder: Folder, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
    this.#looked = clock.monotonic();
  }

  /**
   * Asked before each write.
   * @throws JournalError `locked` where a segment after `number` is there
   */
  pass(number: number): void {
    const now = this.#clock.monotonic();
    if (now - this.#looked <= trustMs) return;
    this.look(number);
    this.#looked = now;
  }

  look(number: number): void {
    const newest = this.#folder.numbers().at(-1) ?? 0;
    if (newest <= number) return;
    const heading = this.#folder.using(newest, 'read', (file) => readHeading(file, newest));
    throw takenOver(segmentName(newest), heading.kind === 'whole' ? heading.header.owner : undefined);
  }
}
