import type { Position } from '../ports/source.ts';

/**
 * Ids of tasks, made when somebody asks.
 *
 * 1. An own id is the prefix of its era and the position in base 36, so that none has to be kept.
 * 2. Ids that were given, or that follow another pattern, are kept both ways.
 */
interface Era {
  readonly from: Position;
  readonly prefix: string;
}

export class Ids {
  readonly #eras: Era[] = [];
  readonly #given = new Map<string, Position>();
  readonly #givenAt = new Map<Position, string>();

  /** From this position on, own ids have this prefix. */
  begin(from: Position, prefix: string): void {
    this.#eras.push({ from, prefix });
  }

  give(position: Position, id: string): void {
    if (this.#own(position) === id || this.#continues(position, id)) return;
    this.#given.set(id, position);
    this.#givenAt.set(position, id);
  }

  idOf(position: Position): string {
    return this.#givenAt.get(position) ?? this.#own(position) ?? '';
  }

  /** @param count how many tasks there are */
  positionOf(id: string, count: number): Position | undefined {
    const given = this.#given.get(id);
    if (given !== undefined) return given;
    const position = Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36);
    return position < count && this.idOf(position) === id ? position : undefined;
  }

  #own(position: Position): string | undefined {
    const era = this.#eras.findLast(({ from }) => from <= position);
    return era && `${era.prefix}-${position.toString(36)}`;
  }

  /** A replayed id of our own pattern begins the era of its owner. */
  #continues(position: Position, id: string): boolean {
    const suffix = `-${position.toString(36)}`;
    if (!id.endsWith(suffix)) return false;
    this.begin(position, id.slice(0, -suffix.length));
    return true;
  }
}
