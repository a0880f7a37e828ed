import type { Fact, FactType } from '../model/facts.ts';
import type { Position } from '../ports/position.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

type Source = Pick<FactSource, 'seq' | 'visit' | 'newest'>;

/** The state of a view, and up to which fact it goes. */
export interface Fold {
  readonly view: Pick<View<unknown>, 'add'>;
  readonly state: unknown;
  /** Those that it takes in; undefined where it takes in all. */
  readonly types: ReadonlySet<FactType> | undefined;
  seq: number;
}

/** Adds to all of them what is new, in one go. Counted fact by fact: one that throws is not given the same fact again. */
export function takeIn(source: Source, folds: readonly Fold[]): void {
  const [only] = folds;
  if (only && folds.length === 1) takeInto(source, only);
  else takeIntoAll(source, folds);
}

/** The usual case: one is read. */
function takeInto(source: Source, fold: Fold): void {
  if (hasNews(source, fold)) source.visit(fold.seq, fold.types, (fact, task) => add(fold, fact, task));
  fold.seq = source.seq;
}

function takeIntoAll(source: Source, folds: readonly Fold[]): void {
  const stale = folds.filter((fold) => hasNews(source, fold));
  const since = stale.reduce((least, { seq }) => Math.min(least, seq), source.seq);
  const readers = readersOf(stale);
  if (stale.length > 0) source.visit(since, readers.types, (fact, task) => readers.add(fact, task));
  for (const fold of folds) fold.seq = source.seq;
}

/** Most looks find nothing new of the few types that a view reads. */
function hasNews(source: Source, { types, seq }: Fold): boolean {
  if (seq >= source.seq || types === undefined) return seq < source.seq;
  for (const type of types) if (source.newest(type) > seq) return true;
  return false;
}

interface Readers {
  /** Undefined where one of them takes in all. */
  readonly types: ReadonlySet<FactType> | undefined;
  add(fact: Fact, task: Position | undefined): void;
}

/** Who reads which type is looked up once for each type, not for each fact. */
function readersOf(folds: readonly Fold[]): Readers {
  const byType = new Map<FactType, readonly Fold[]>();
  const readersOfType = (type: FactType) => {
    const readers = folds.filter(({ types }) => types?.has(type) ?? true);
    byType.set(type, readers);
    return readers;
  };
  return {
    types: folds.some(({ types }) => types === undefined)
      ? undefined
      : new Set(folds.flatMap(({ types }) => [...(types ?? [])])),
    add(fact, task) {
      for (const fold of byType.get(fact.type) ?? readersOfType(fact.type)) add(fold, fact, task);
    },
  };
}

function add(fold: Fold, fact: Fact, task: Position | undefined): void {
  if (fact.seq <= fold.seq) return;
  fold.view.add(fold.state, fact, task);
  fold.seq = fact.seq;
}
