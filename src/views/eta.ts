import type { FactSource, Position } from '../ports/source.ts';
import { birthOf } from './birth.ts';
import { standingOf } from './standing.ts';
import { startOf } from './starts.ts';
import { meanRan } from './timing-summary.ts';

/**
 * The time that is left, milliseconds, while a task runs. From what this work took before; without a past, from how far
 * the attempt came until now.
 */
export function etaOf(source: FactSource, position: Position, fraction: number | undefined): number | undefined {
  if (standingOf(source, position).phase !== 'active') return undefined;
  const mean = meanRan(source, birthOf(source, position).name);
  if (mean !== undefined && fraction !== undefined) return mean * (1 - fraction);
  const elapsed = elapsedOf(source, position);
  if (mean !== undefined) return Math.max(0, mean - elapsed);
  return fraction ? (elapsed * (1 - fraction)) / fraction : undefined;
}

function elapsedOf(source: FactSource, position: Position): number {
  const start = startOf(source, position);
  if (start === undefined) return 0;
  const mono = source.monotonic();
  return Math.max(0, mono === undefined ? source.now() - start.at : mono - start.mono);
}
