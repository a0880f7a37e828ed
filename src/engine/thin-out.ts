import type { Fact, FactOf, FactType } from '../model/facts.ts';
import { meaningOf } from '../model/meaning.ts';

/** Of the facts of a task that is kept: those that are let go. */
export interface Surplus {
  readonly signs: readonly Fact[];
  readonly others: readonly Fact[];
  /** Up to here all is told by what counts for ever, where there are others than signs of life; else 0. */
  readonly until: number;
}

type Record = FactOf<'stage_changed'>;

/** What a task observed stays as long as the task. */
const lasting: ReadonlySet<FactType> = new Set(['changed', 'snapshot_taken']);

/** Whether facts of a type may be surplus: others need not be looked through. */
export function mayBeSurplus(type: FactType): boolean {
  return !lasting.has(type);
}

/**
 * What of a task is not among the newest: of each kind so many stay, the signs of life, the records, the notes, the
 * refusals, the steps that have ended, and the metadata that was set again since. The rest of its facts stays too.
 * @param facts those of the task that are kept, oldest first
 */
export function surplusOf(facts: readonly Fact[], most: number): Surplus {
  const signs = facts.filter(({ type }) => type === 'heartbeat' || type === 'progressed').slice(0, -most);
  const records = facts.filter((fact) => fact.type === 'stage_changed');
  const oldRecords = surplusRecords(records, most);
  const others = [
    ...oldRecords,
    ...surplusNotes(facts, most),
    ...facts.filter(({ type }) => type === 'rejected').slice(0, -most),
    ...surplusMetadata(facts, most),
    ...surplusSteps(facts, records.at(-1), most),
  ];
  const next = oldRecords.length > 0 ? (records.at(-most) as Record).seq : 0;
  return { signs, others, until: others.reduce((newest, { seq }) => Math.max(newest, seq), next) };
}

/** The first one stays, and those with which a task began to run, and its attempt of that time. */
function surplusRecords(records: readonly Record[], most: number): readonly Record[] {
  const [first, next] = [records[0], records.at(-most)];
  const began = records.find((record) => meaningOf(record).phase === 'active');
  const attempt = records.find((record) => record.attempt === next?.attempt);
  return records.slice(0, -most).filter((record) => record !== first && record !== began && record !== attempt);
}

function surplusNotes(facts: readonly Fact[], most: number): readonly Fact[] {
  return facts.filter((fact) => fact.type === 'annotated' && fact.kind === 'note').slice(0, -most);
}

/** Every key of it has been set again, so that nobody misses it. */
function surplusMetadata(facts: readonly Fact[], most: number): readonly Fact[] {
  const patches = facts.filter((fact) => fact.type === 'metadata_changed');
  const setAgain = new Set<string>();
  const missed = new Set<Fact>();
  for (const fact of patches.toReversed()) {
    const keys = Object.keys(fact.patch);
    if (keys.some((key) => !setAgain.has(key))) missed.add(fact);
    for (const key of keys) setAgain.add(key);
  }
  return patches.slice(0, -most).filter((fact) => !missed.has(fact));
}

/** A step has ended by itself, or with its attempt. */
function surplusSteps(facts: readonly Fact[], latest: Record | undefined, most: number): readonly Fact[] {
  const ends = new Map(facts.flatMap((fact) => (fact.type === 'step_ended' ? [[fact.started, fact] as const] : [])));
  const starts = facts.filter((fact) => fact.type === 'step_started');
  const steps = starts.map((start) => ({ start, end: ends.get(start.seq) }));
  const ended = steps.filter(({ start, end }) => end ?? start.attempt < (latest?.attempt ?? 0));
  ended.sort((one, other) => (one.end ?? one.start).seq - (other.end ?? other.start).seq);
  return ended.slice(0, -most).flatMap(({ start, end }) => (end ? [start, end] : [start]));
}
