import type { DraftOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { attemptStart } from './attempt-start.ts';

interface NamedChild {
  readonly parent: Position;
  readonly birth: DraftOf<'task_created'>;
}

type Source = Pick<FactSource, 'createdSeq' | 'draft' | 'factsOf' | 'positionOf'>;

/** Of some tasks, in order of creation: those whose names are taken in the newest attempt of a parent that is kept. */
export function namedChildren(source: Source, tasks: readonly Position[]): readonly NamedChild[] {
  const attempts = new Map<Position, number>();
  return tasks.flatMap((task) => {
    const seq = source.createdSeq(task);
    const birth = source.draft(seq) as DraftOf<'task_created'>;
    const parent = birth.parent === undefined ? undefined : source.positionOf(birth.parent);
    if (parent === undefined) return [];
    const start = attempts.get(parent) ?? attemptStart(source.factsOf(parent));
    attempts.set(parent, start);
    return seq > start ? [{ parent, birth }] : [];
  });
}
