import { deepFreeze } from '../model/deep-freeze.ts';
import type { TaskMetadata } from '../model/records.ts';
import type { StatusRecord } from '../model/status.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { birthOf } from './birth.ts';
import { childrenOf } from './children.ts';
import { metadataOf } from './metadata.ts';
import { present } from './present.ts';
import { startOf } from './starts.ts';
import { statusAt } from './status-history.ts';
import { workOf } from './works.ts';

/** Of the newest task of a work, or of that task's newest child of a name. Undefined where there is none. */
export function taskMetadataOf(source: FactSource, work: string, task?: string): TaskMetadata | undefined {
  const newest = workOf(source, work)?.tasks.newest;
  const position = newest === undefined || task === undefined ? newest : childNamed(source, newest, task);
  return position === undefined ? undefined : metadataAt(source, position);
}

function childNamed(source: FactSource, parent: Position, name: string): Position | undefined {
  return childrenOf(source, source.idOf(parent)).findLast((child) => birthOf(source, child).name === name);
}

function metadataAt(source: FactSource, position: Position): TaskMetadata {
  const status = statusAt(source, position);
  const names = new Set(childrenOf(source, source.idOf(position)).map((child) => birthOf(source, child).name));
  const tasks = names.size > 0 ? Object.freeze([...names]) : undefined;
  const options = deepFreeze(birthOf(source, position).parameters);
  const stats = statsOf(source, position, status);
  return Object.freeze({ status, userMetadata: metadataOf(source, position), stats, ...present({ options, tasks }) });
}

function statsOf(source: FactSource, position: Position, status: StatusRecord): TaskMetadata['stats'] {
  const start = startOf(source, position);
  const endedAt = status.phase === 'done' ? status.timestamp : undefined;
  return Object.freeze(present({ startedAt: start?.at, endedAt, firstStartedAt: start?.firstAt }));
}
