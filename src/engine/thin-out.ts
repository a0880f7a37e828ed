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

/** Some facts that are let go, and the fact from which on a moment of the past does not miss them. */
interface Part {
  readonly gone: readonly Fact[];
  readonly until: number;
}

/**
 * What of a task is not among the newest: of each kind so many stay, the signs of life, the records, the notes, the
 * refusals, the steps that have ended, and the metadata that was set again since. The rest of its facts stays too.
 * @param facts those of the task that are kept, oldest first
 */
export function surplusOf(facts: readonly Fact[], most: number): Surplus {
  const signs = facts.filter(({ type }) => type === 'heartbeat' || type === 'progressed').slice(0, -most);
  const records = facts.filter((fact) => fact.type === 'stage_changed');
  const parts = [
    surplusRecords(records, most),
    surplusMetadata(facts, most),
    surplusSteps(facts, records.at(-1), most),
    older(facts.filter(isNote), most),
    older(facts.filter(isRefusal), most),
  ];
  const others = parts.flatMap(({ gone }) => gone);
  return { signs, others, until: Math.max(...parts.map(({ until }) => until)) };
}

function older(facts: readonly Fact[], most: number): Part {
  return before(facts.at(-most), facts.slice(0, -most));
}

/** @param next the first one that stays for sure */
function before(next: Fact | undefined, gone: readonly Fact[]): Part {
  return { gone, until: next && gone.length > 0 ? next.seq : 0 };
}

function isNote(fact: Fact): boolean {
  return fact.type === 'annotated' && fact.kind === 'note';
}

function isRefusal({ type }: Fact): boolean {
  return type === 'rejected';
}

/** The first one stays, and those with which a task began to run, and its attempt of that time. */
function surplusRecords(records: readonly Record[], most: number): Part {
  const [first, next] = [records[0], records.at(-most)];
  const began = records.find((record) => meaningOf(record).phase === 'active');
  const attempt = records.find((record) => record.attempt === next?.attempt);
  const kept = new Set([first, began, attempt]);
  return before(
    next,
    records.slice(0, -most).filter((record) => !kept.has(record)),
  );
}

/** Every key of it has been set again by one that stays: a moment before that would miss it. */
function surplusMetadata(facts: readonly Fact[], most: number): Part {
  const patches = facts.filter((fact) => fact.type === 'metadata_changed');
  const newest = new Set<Fact>(patches.slice(-most));
  const setAgain = new Map<string, number>();
  const gone: Fact[] = [];
  let until = 0;
  for (const fact of patches.toReversed()) {
    const keys = Object.keys(fact.patch);
    const again = keys.map((key) => setAgain.get(key) ?? Number.POSITIVE_INFINITY);
    if (newest.has(fact) || again.includes(Number.POSITIVE_INFINITY))
      for (const key of keys) setAgain.set(key, fact.seq);
    else {
      gone.push(fact);
      until = Math.max(until, fact.seq, ...again);
    }
  }
  return { gone: gone.reverse(), until };
}

/** A step has ended by itself, or with its attempt. */
function surplusSteps(facts: readonly Fact[], latest: Record | undefined, most: number): Part {
  const ends = new Map(facts.flatMap((fact) => (fact.type === 'step_ended' ? [[fact.started, fact] as const] : [])));
  const starts = facts.filter((fact) => fact.type === 'step_started');
  const steps = starts.map((start) => ({ start, end: ends.get(start.seq) }));
  const ended = steps.filter(({ start, end }) => end ?? start.attempt < (latest?.attempt ?? 0));
  ended.sort((one, other) => (one.end ?? one.start).seq - (other.end ?? other.start).seq);
  const gone = ended.slice(0, -most).flatMap(({ start, end }) => (end ? [start, end] : [start]));
  return { gone, until: gone.reduce((newest, { seq }) => Math.max(newest, seq), 0) };
}
