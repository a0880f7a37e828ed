import { type Encoded, encode } from '../codec/encode.ts';
import { checkName } from '../codec/names.ts';
import type { Change } from '../model/change.ts';
import type { DraftOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { changesIn } from '../views/change-list.ts';
import { type Comparison, comparison } from '../views/diff.ts';
import { expectValue, hasObserved, observedValue, snapshotAt } from '../views/snapshot-list.ts';
import type { CommandedTask } from './commanded-task.ts';
import { partsOf } from './observation-parts.ts';
import { areFitting, cutLeaves, leafBytes } from './observed-leaves.ts';
import { Unchanged } from './unchanged.ts';

const longestTarget = 4096;
/** Observed values may be larger than other ones: a table's rows, say. */
const observedCaps = { depth: 32, nodes: 1_000_000, bytes: 64 * 1024 * 1024, text: leafBytes };

const none: readonly Change[] = Object.freeze([]);

/** Compares a value with the last one of its target and records the leaves that changed. */
export function observe(
  task: CommandedTask,
  target: string,
  value: unknown,
  { transform }: { readonly transform?: string } = {},
): readonly Change[] {
  const { runtime, entity } = task;
  if (runtime.unchanged?.has(entity.position, target, value)) return none;
  const draft = observation(task, checkTarget(target), value, transform);
  const { ledger } = runtime.engine;
  const isKnown = draft.changes.length === 0 && hasObserved(ledger, task.id, draft.target);
  const seqs = isKnown ? [] : partsOf(draft).map((part) => task.command({ do: 'record', draft: part }));
  // A listener may have observed another value meanwhile, and a refused command has recorded none.
  const isNewest = isKnown || (seqs.length === 1 && seqs[0] === ledger.seq);
  runtime.unchanged ??= new Unchanged();
  if (isNewest) runtime.unchanged.add(entity.position, target, value);
  else runtime.unchanged.forget(target);
  const [seq = 0] = seqs;
  return seqs.length < 2 ? changesIn(ledger, seq) : Object.freeze(seqs.flatMap((part) => changesIn(ledger, part)));
}

function observation(task: CommandedTask, target: string, value: unknown, named?: string): DraftOf<'changed'> {
  const { engine, veil } = task.runtime;
  const transform = named === undefined ? undefined : veil.key(named);
  const kept = veil.path(target);
  const before = observedValue(engine.ledger, kept);
  const { after, lossy, changes, isWhole } = compared(task, target, value, before, transform);
  if (isWhole && changes.length > 0) expectValue(engine.ledger, { before, changes, after });
  const draft = { type: 'changed', target: kept, attempt: task.entity.state.attempt, changes } as const;
  if (transform === undefined && !lossy) return draft;
  return { ...draft, ...(transform !== undefined && { transform }), ...(lossy && { lossy }) };
}

interface Compared extends Comparison {
  readonly after: Json;
  readonly lossy: boolean;
}

/** What does not fit into a line of a journal is cut, which is seen where it differs from what was there before. */
function compared(
  task: CommandedTask,
  target: string,
  value: unknown,
  before: Json | undefined,
  transform: string | undefined,
): Compared {
  const { value: after, lossy } = recorded(task, target, value, before);
  const { changes, isWhole } = comparison(before, after, { transform });
  if (areFitting(changes)) return { changes, isWhole, after, lossy };
  const cut = cutLeaves(after, task.runtime.tally);
  return { ...comparison(before, cut, { transform }), after: cut, lossy: true };
}

/** The name of a target says what its value is, as that of a field does. */
function recorded(task: CommandedTask, target: string, value: unknown, earlier: Json | undefined): Encoded {
  const { redactor, tally } = task.runtime;
  const isForbidden = redactor.value(target.slice(target.lastIndexOf('/') + 1), value);
  if (isForbidden) return { value: { $redacted: true }, lossy: true };
  return encode(value, { caps: observedCaps, redact: redactor, cycles: 'refuse', tally, earlier });
}

/** A target may be a path: it is any text that a name may be, and slashes. */
function checkTarget(target: string): string {
  if (typeof target === 'string' && target.length > longestTarget) checkName(target, 'target');
  for (const part of typeof target === 'string' ? target.split('/') : [target]) checkName(part, 'target');
  return target;
}

/** Keeps the values of what the task observes. */
export function snapshot(task: CommandedTask, label: string): Snapshot {
  const { attempt } = task.entity.state;
  const kept = task.runtime.veil.key(checkName(label, 'label'));
  const draft = { type: 'snapshot_taken', label: kept, phase: 'transition', attempt } as const;
  return snapshotAt(task.runtime.engine.ledger, task.command({ do: 'record', draft })) as Snapshot;
}
