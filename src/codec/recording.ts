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
  /**
   * A text or number that stood at the same place before: it is paid for, and not judged again.
   * @param around the bytes that are written around it. Default: none
   */
  again<T extends string | number>(value: T, around?: number): T;
  text(text: string): string;
  lose(marker: Json): Json;
  /** What leads to the object that one is inside of. */
  path(): readonly (string | number)[];
}

interface Spending {
  readonly isSpent: boolean;
  readonly cuts: number;
  has(bytes: number): boolean;
  node(bytes: number): void;
  wrap(bytes: number): void;
}
