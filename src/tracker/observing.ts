import { encode } from '../codec/encode.ts';
import { checkName } from '../codec/names.ts';
import type { Change } from '../model/change.ts';
import type { DraftOf } from '../model/facts.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { changesIn } from '../views/change-list.ts';
import { diff } from '../views/diff.ts';
import { observedValues } from '../views/observed.ts';
import { hasObserved, snapshotAt } from '../views/snapshot-list.ts';
import type { BoundTask } from './bound-task.ts';

/** Observed values may be larger than other ones: a table's rows, say. */
const observedCaps = { depth: 32, nodes: 1_000_000, bytes: 64 * 1024 * 1024 };

/** Compares a value with the last one of its target and records the leaves that changed. */
export function observe(
  task: BoundTask,
  target: string,
  value: unknown,
  { transform }: { readonly transform?: string } = {},
): readonly Change[] {
  const { ledger } = task.runtime.engine;
  const draft = observation(task, checkTarget(target), value, transform);
  const isKnown = draft.changes.length === 0 && hasObserved(ledger, task.id, target);
  const seq = isKnown ? 0 : task.command({ do: 'record', draft });
  return seq === 0 ? Object.freeze([]) : changesIn(ledger, seq);
}

function observation(task: BoundTask, target: string, value: unknown, transform?: string): DraftOf<'changed'> {
  const { engine, redactor } = task.runtime;
  const { value: after, lossy } = encode(value, { caps: observedCaps, redact: redactor, cycles: 'refuse' });
  const changes = diff(engine.ledger.fold(observedValues).get(target), after, { transform });
  const { attempt } = task.entity.state;
  return {
    ...{ type: 'changed', target, attempt, changes },
    ...(transform !== undefined && { transform }),
    ...(lossy && { lossy }),
  };
}

/** A target may be a path: it is any text that a name may be, and slashes. */
function checkTarget(target: string): string {
  for (const part of typeof target === 'string' ? target.split('/') : [target]) checkName(part, 'target');
  return target;
}

/** Keeps the values of what the task observes. */
export function snapshot(task: BoundTask, label: string): Snapshot {
  const { attempt } = task.entity.state;
  const draft = { type: 'snapshot_taken', label: checkName(label, 'label'), phase: 'transition', attempt } as const;
  return snapshotAt(task.runtime.engine.ledger, task.command({ do: 'record', draft })) as Snapshot;
}
