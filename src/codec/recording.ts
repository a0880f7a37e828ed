import type { Json } from '../model/json.ts';
import type { Redactor } from './redact.ts';

/** What the parts that record one kind of value need of the recorder. */
export interface Recording {
  readonly redactor: Redactor | undefined;
  readonly budget: Spending;
  isLossy: boolean;
  value(value: unknown): Json;
  /** @param earlier what was recorded at the same place before */
  child(token: string | number, value: unknown, earlier?: Json): Json;
  /** A text, number or flag that stood at the same place before: it is paid for, and not judged again. */
  again<T extends string | number | boolean>(value: T): T;
  text(text: string): string;
  lose(marker: Json): Json;
  /** What leads to the object that one is inside of. */
  path(): readonly (string | number)[];
}

export interface Spending {
  readonly isSpent: boolean;
  /** What is left: how many values, and how many bytes. */
  readonly nodes: number;
  readonly bytes: number;
  readonly cuts: number;
  has(bytes: number): boolean;
  node(bytes: number): void;
  /** Pays for so many values with all that is written around them. */
  spend(nodes: number, bytes: number): void;
  wrap(bytes: number): void;
}
