import { Creation } from '../model/creation.ts';
import type { DraftOf } from '../model/facts.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { birthIndex } from './birth-index.ts';

const paths = birthIndex('paths', (birth) => [pathOf(birth)]);

/** The names from the root down, joined by `/`. */
export function pathOf(created: DraftOf<'task_created'>): string {
  return created instanceof Creation ? created.name : (created.path ?? created.name);
}

/** The tasks of one path, the newest last. The array may grow. */
export function tasksAt(source: FactSource, path: string): readonly Position[] {
  return source.fold(paths).list(path);
}

/** The newest task of a path. */
export function newestAt(source: FactSource, path: string): Position | undefined {
  return source.fold(paths).newest(path);
}
