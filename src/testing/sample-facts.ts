import type { Draft, Fact } from '../model/facts.ts';

/** A life that has a fact of every type in it. */
const life: readonly Draft[] = [
  { type: 'task_created', name: 'load', tags: ['nightly'], key: 'a.csv' },
  { type: 'stage_changed', from: 'not_started', to: 'pending', attempt: 0 },
  { type: 'stage_changed', from: 'pending', to: 'running', attempt: 1 },
  { type: 'heartbeat' },
  { type: 'progressed', done: 1, total: 4, unit: 'files', note: 'half way, ümlaut ✓' },
  { type: 'metadata_changed', patch: { owner: 'ada', deep: [{ ok: true }, null, 1.5] } },
  { type: 'snapshot_taken', label: 'before', phase: 'before', attempt: 1 },
  { type: 'changed', target: 'table', attempt: 1, changes: [{ path: '/rows', type: 'CREATE', after: 3 }] },
  { type: 'step_started', step: 'parse', attempt: 1 },
  { type: 'step_ended', started: 9, error: 'a line too many' },
  { type: 'rejected', from: 'running', to: 'pending', legal: ['succeeded', 'failed'], code: 'illegal' },
  { type: 'cancel_requested', outcome: 'cancelled', reason: 'requested', message: 'the tab was closed' },
  { type: 'stage_changed', from: 'running', to: 'cancelled', attempt: 1, reason: 'requested' },
  { type: 'annotated', kind: 'late_result', attempt: 1, data: { rows: 3 } },
];

/** Facts that are about no task. */
const ofNoTask: readonly Draft[] = [
  { type: 'metadata_changed', work: 'load', patch: { team: 'data' } },
  { type: 'recovered', lastSeenAt: 1_700_000_000_000 },
];

const round = [...life, ...ofNoTask];

/** The fact number `seq` of lives that follow each other. Equal for equal numbers, and made anew. */
export function sampleFact(seq: number): Fact {
  const at = (seq - 1) % round.length;
  const taskId = at < life.length ? { taskId: `sample-${Math.floor((seq - 1) / round.length)}` } : undefined;
  return {
    seq,
    timestamp: 1_700_000_000_000 + seq * 10,
    mono: seq * 10.25,
    ...taskId,
    ...structuredClone(round[at]),
  } as Fact;
}

/** The facts from one number up to another one. */
export function sampleFacts(first: number, last: number): readonly Fact[] {
  return Array.from({ length: last - first + 1 }, (_, index) => sampleFact(first + index));
}
