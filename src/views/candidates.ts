import type { Filter } from '../ports/filter.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { childrenOf, rootsOf } from './children.ts';
import { stagesIn } from './filter.ts';
import { tasksWithKey, tasksWithTag } from './labels.ts';
import { tasksAt } from './paths.ts';
import { present } from './present.ts';
import { idsInStages, idsOfKind } from './stages.ts';
import { workOf } from './works.ts';

/** Some tasks of which no other can match, from one index. */
interface Candidates {
  readonly size: number;
  /** In order of creation. */
  positions(): readonly Position[];
}

/** The tasks that a filter may match, in order of creation, from the index that holds the fewest. */
export function candidatesFor(filter: Filter, source: FactSource): readonly Position[] {
  let best: Candidates = everything(source);
  for (const candidates of indexesFor(filter, source)) {
    if (candidates.size < best.size) best = candidates;
    if (best.size <= 1) break;
  }
  return best.positions();
}

/** Lazily, so that an index is built only where a cheaper one did not do. */
function* indexesFor({ id, key, path, name, tag, parent, stage, phase, outcome }: Filter, source: FactSource) {
  if (id !== undefined) yield oneTask(source, id);
  if (key !== undefined) yield inOrder(tasksWithKey(source, key));
  if (path !== undefined) yield inOrder(tasksAt(source, path));
  if (typeof name === 'string') yield inOrder(workOf(source, name)?.tasks.list() ?? []);
  if (tag !== undefined) yield inOrder(tasksWithTag(source, tag));
  if (parent !== undefined) yield inOrder(parent ? childrenOf(source, parent.id) : rootsOf(source));
  if (stage !== undefined) yield unordered(source, idsInStages(source, stagesIn(stage)));
  if (phase !== undefined || outcome !== undefined) {
    yield unordered(source, idsOfKind(source, present({ phase, outcome })));
  }
}

function everything(source: FactSource): Candidates {
  return { size: source.taskCount, positions: () => source.positions() };
}

function oneTask(source: FactSource, id: string): Candidates {
  const position = source.positionOf(id);
  return inOrder(position === undefined ? [] : [position]);
}

function inOrder(positions: readonly Position[]): Candidates {
  return { size: positions.length, positions: () => positions };
}

function unordered(source: FactSource, groups: readonly ReadonlySet<string>[]): Candidates {
  const size = groups.reduce((total, group) => total + group.size, 0);
  const positions = () => groups.flatMap((ids) => Array.from(ids, (id) => source.positionOf(id) as Position));
  return { size, positions: () => positions().sort((one, other) => one - other) };
}
