import type { Json } from '../model/json.ts';
import type { Template } from '../model/template.ts';
import { Sketch } from './sketch.ts';

/**
 * What counts for ever of rows that were let go, in milliseconds: everything that a summary tells, exactly, but for the
 * percentiles.
 */
export interface Tally {
  /** How many rows ran. */
  count: number;
  total: number;
  min: number;
  max: number;
  /** Of all rows, also of those that never ran. */
  waited: number;
  readonly ran: Sketch;
}

export function emptyTally(): Tally {
  return { count: 0, total: 0, min: Number.POSITIVE_INFINITY, max: 0, waited: 0, ran: new Sketch() };
}

/** A row that never ran has waited only. Milliseconds. */
export function countRow(tally: Tally, waited: number, ran: number | undefined): void {
  tally.waited += waited;
  if (ran === undefined) return;
  tally.count += 1;
  tally.total += ran;
  tally.min = Math.min(tally.min, ran);
  tally.max = Math.max(tally.max, ran);
  tally.ran.add(ran);
}

/** As a checkpoint holds it. */
export const savedTally: Template = ['tuple', 'count', 'num', 'num', 'num', 'num', ['list', 'num']];

export function saveTally({ count, total, min, max, waited, ran }: Tally): Json {
  return [count, total, count === 0 ? 0 : min, max, waited, ran.save()];
}

export function loadTally(saved: Json): Tally {
  const [count, total, min, max, waited, ran] = saved as readonly [number, number, number, number, number, Json];
  return { count, total, min: count === 0 ? Number.POSITIVE_INFINITY : min, max, waited, ran: Sketch.load(ran) };
}
