import type { FactType, Stamp } from '../model/facts.ts';
import type { Rows } from './rows.ts';

/**
 * Lets go of the heartbeats and progress reports of a task, but for the newest ones: no view of now reads an older one.
 * @param newest the newest row of the task
 * @param tell told of each progress report that is let go: a moment of the past would read it
 * @returns how many were let go
 */
export function thinOut(rows: Rows, newest: number, most: number, tell: (report: Stamp) => void): number {
  let signs = 0;
  let gone = 0;
  for (let row = newest; row >= 0; row = rows.before(row)) {
    if (isSign(rows.type(row))) signs += 1;
    if (signs >= most) gone += dropBefore(rows, row, tell);
  }
  return gone;
}

function dropBefore(rows: Rows, later: number, tell: (report: Stamp) => void): number {
  let gone = 0;
  for (let row = rows.before(later); row >= 0 && isSign(rows.type(row)); row = rows.before(later)) {
    const stamp = { seq: row + 1, timestamp: rows.timestamp(row), mono: rows.mono(row) };
    if (rows.type(row) === 'progressed') tell(stamp);
    rows.passOver(later, row);
    gone += 1;
  }
  return gone;
}

function isSign(type: FactType | undefined): boolean {
  return type === 'heartbeat' || type === 'progressed';
}
