import type { Json } from '../model/json.ts';
import type { Position } from '../ports/source.ts';
import { Eras } from './eras.ts';
import { Prefix } from './prefix.ts';

/**
 * Ids of tasks, made when somebody asks.
 *
 * 1. An own id is the prefix of its era and the position in base 36, so that none has to be kept.
 * 2. Ids that were given, or that follow another pattern, are kept both ways.
 * 3. A replayed id of the own pattern begins the era of the owner that made it; one that is given never does.
 */
export class Ids {
  readonly #prefixes = new Eras<Prefix>();
  readonly #given = new Map<string, Position>();
  readonly #givenAt = new Map<Position, string>();
  /** From this task on, that of one that was let go may have been a given one. */
  unsureFrom = Number.POSITIVE_INFINITY;
  /** The one that was asked for last: the facts of a task come in a row. */
  #latest = { position: -1, id: '' };

  /** From this position on, own ids have a prefix. @param make called when the first of them is asked for */
  begin(from: Position, make: () => string): void {
    this.#forget();
    this.#prefixes.begin(from, new Prefix(make));
  }

  give(position: Position, id: string): void {
    this.#forget();
    if (this.#own(position) === id) return;
    this.#given.set(id, position);
    this.#givenAt.set(position, id);
  }

  /** The task was not created after all. */
  takeBack(position: Position): void {
    this.#forget();
    this.#given.delete(this.#givenAt.get(position) ?? '');
    this.#givenAt.delete(position);
  }

  /** The task was let go. An own id can still be told, one that was given cannot. */
  forget(position: Position): void {
    if (!this.#givenAt.has(position)) return;
    this.takeBack(position);
    this.unsureFrom = Math.min(this.unsureFrom, position);
  }

  replay(position: Position, id: string): void {
    const suffix = suffixOf(position);
    if (this.#own(position) !== id && id.endsWith(suffix)) this.begin(position, () => id.slice(0, -suffix.length));
    this.give(position, id);
  }

  idOf(position: Position): string {
    if (this.#latest.position === position) return this.#latest.id;
    const id = this.#givenAt.get(position) ?? this.#own(position) ?? '';
    this.#latest = { position, id };
    return id;
  }

  /** @param count how many tasks there are */
  positionOf(id: string, count: number): Position | undefined {
    const position = this.#given.get(id) ?? Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36);
    return position < count && this.idOf(position) === id ? position : undefined;
  }

  save(): Json {
    const unsure = this.unsureFrom === Number.POSITIVE_INFINITY ? -1 : this.unsureFrom;
    return [this.#prefixes.list().map(([from, { text }]) => [from, text]), [...this.#given], unsure];
  }

  load(saved: Json): void {
    const [prefixes, given, unsure] = saved as readonly [
      readonly [number, string][],
      readonly [string, number][],
      number,
    ];
    if (unsure >= 0) this.unsureFrom = unsure;
    for (const [from, prefix] of prefixes) this.begin(from, () => prefix);
    for (const [id, position] of given) this.give(position, id);
  }

  #forget(): void {
    this.#latest = { position: -1, id: '' };
  }

  #own(position: Position): string | undefined {
    const prefix = this.#prefixes.at(position);
    return prefix && prefix.text + suffixOf(position);
  }
}

function suffixOf(position: Position): string {
  return `-${position.toString(36)}`;
}
