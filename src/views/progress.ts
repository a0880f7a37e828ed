import type { FactOf } from '../model/facts.ts';
import type { Progress } from '../model/records.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { birthOf } from './birth.ts';
import { childrenOf } from './children.ts';
import { etaOf } from './eta.ts';
import { pathOf } from './paths.ts';
import { present } from './present.ts';
import { standingOf } from './standing.ts';

/**
 * How far a task is.
 *
 * 1. What it reported itself wins over what its children amount to.
 * 2. Of children with one path only the newest counts, so that a retried parent does not count them twice.
 * 3. A child that is done counts whole, however it ended; one that told nothing counts nothing.
 */
type Measure = Omit<Progress, 'etaMs'>;

/** The newest report of each task. */
const reports: View<Map<string, number>> = {
  name: 'progress',
  types: new Set(['progressed']),
  start: () => new Map(),
  add(state, fact) {
    if (fact.type === 'progressed') state.set(fact.taskId, fact.seq);
  },
  forget: (state, { taskId }) => void state.delete(taskId),
};

/** Undefined for a task without reports and without children. */
export function progressOf(source: FactSource, position: Position): Progress | undefined {
  const measure = measureOf(source, position);
  return measure && Object.freeze({ ...measure, ...present({ etaMs: etaOf(source, position, measure.fraction) }) });
}

function measureOf(source: FactSource, position: Position): Measure | undefined {
  const seq = source.fold(reports).get(source.idOf(position));
  return seq === undefined ? rolledUp(source, position) : measured(source.fact(seq) as FactOf<'progressed'>);
}

function measured({ done, total, unit, note }: FactOf<'progressed'>): Measure {
  const fraction = total !== undefined && total > 0 ? clamp(done / total) : undefined;
  return { done, ...present({ total, unit, fraction, note }) };
}

/** What a child adds to its parent. */
interface Share {
  readonly isDone: boolean;
  readonly fraction: number;
  readonly total: number | undefined;
  readonly unit: string | undefined;
}

function rolledUp(source: FactSource, position: Position): Measure | undefined {
  const shares = newestChildren(source, position).map((child) => shareOf(source, child));
  if (shares.length === 0) return undefined;
  return weighted(shares) ?? counted(shares);
}

function newestChildren(source: FactSource, position: Position): readonly Position[] {
  const newest = new Map<string, Position>();
  for (const child of childrenOf(source, source.idOf(position))) newest.set(pathOf(birthOf(source, child)), child);
  return [...newest.values()];
}

function shareOf(source: FactSource, child: Position): Share {
  const measure = measureOf(source, child);
  const isDone = standingOf(source, child).phase === 'done';
  return { isDone, fraction: isDone ? 1 : (measure?.fraction ?? 0), total: measure?.total, unit: measure?.unit };
}

/** By size, where all children tell their size in one unit. */
function weighted(shares: readonly Share[]): Measure | undefined {
  const unit = shares[0]?.unit;
  if (!shares.every((share) => (share.total ?? 0) > 0 && share.unit === unit)) return undefined;
  const total = sum(shares, (share) => share.total ?? 0);
  const done = sum(shares, (share) => share.fraction * (share.total ?? 0));
  return { done, total, ...present({ unit }), fraction: clamp(done / total) };
}

/** Else each child counts alike. */
function counted(shares: readonly Share[]): Measure {
  const total = shares.length;
  const done = shares.filter((share) => share.isDone).length;
  return { done, total, unit: 'tasks', fraction: clamp(sum(shares, (share) => share.fraction) / total) };
}

function sum(shares: readonly Share[], of: (share: Share) => number): number {
  return shares.reduce((total, share) => total + of(share), 0);
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
