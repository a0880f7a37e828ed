import type { FactSource, Position } from '../ports/source.ts';
import { pathOf } from './paths.ts';
import { present } from './present.ts';
import { standingOf } from './standing.ts';

/** The short form of a task, for logs and JSON. */
export interface TaskDigest {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly stage: string;
  readonly reason?: string;
  readonly attempt: number;
}

export function digestOf(source: FactSource, position: Position): TaskDigest {
  const created = source.created(position);
  const { stage, attempt } = standingOf(source, position);
  const reason = present({ reason: source.latest(position)?.reason });
  return { id: created.taskId, name: created.name, path: pathOf(created), stage, ...reason, attempt };
}
