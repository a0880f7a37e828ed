import type { Change, ChangeType, Tracker } from 'worktrail';
import type { Experiment } from '../experiments.ts';
import { milliseconds, print, printTable, title } from './columns.ts';

export function printSummary(tracker: Tracker): void {
  const { sequence, totalChanges, totalSnapshots } = tracker.summary();
  title('Summary');
  printTable(Object.entries(tracker.counts()).map(([stage, tasks]) => ({ stage, tasks })));
  print(`  ${sequence.length} works, ${totalChanges} changes, ${totalSnapshots} snapshots`);
}

export function printExperiments(experiments: readonly Experiment[]): void {
  title('Experiments: the error of the model, and of always saying the mean');
  printTable(
    experiments.map(({ name, split, error, baseline }) => {
      const { train, test } = split;
      const inputs = (train.inputs[0]?.length ?? 1) - 1;
      return {
        name,
        train: train.inputs.length,
        test: test.inputs.length,
        inputs,
        error: error.toFixed(3),
        mean: baseline.toFixed(3),
      };
    }),
  );
}

export function printTimings(tracker: Tracker): void {
  title('Time by module');
  printTable(
    tracker.timingSummary().map(({ name, count, total, mean, max }) => {
      return { name, count, total: milliseconds(total), mean: milliseconds(mean), max: milliseconds(max) };
    }),
  );
}

export function printChanges(tracker: Tracker): void {
  title('Changes of the schemas, by table and module');
  printTable(
    [...changesByModule(tracker)].map(([name, changes]) => {
      const [table = '', module = ''] = name.split(' ');
      return { table, module, ...countsOf(changes), 'for example': exampleOf(changes) };
    }),
  );
}

function changesByModule(tracker: Tracker): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of tracker.changes()) {
    const name = `${change.target} ${tracker.get(change.taskId)?.name}`;
    groups.set(name, [...(groups.get(name) ?? []), change]);
  }
  return groups;
}

const types = ['CREATE', 'UPDATE', 'DELETE', 'TRANSFORM'] as const satisfies readonly ChangeType[];

function countsOf(changes: readonly Change[]): Record<ChangeType, number | string> {
  const count = (type: ChangeType) => changes.filter((change) => change.type === type).length || '';
  return Object.fromEntries(types.map((type) => [type, count(type)])) as Record<ChangeType, number | string>;
}

/** The rarest kind tells most. */
function exampleOf(changes: readonly Change[]): string {
  const last = types.findLast((type) => changes.some((change) => change.type === type));
  const change = changes.find(({ type }) => type === last);
  const sides = [change?.before, change?.after].filter((side) => side !== undefined);
  return `${change?.path.replace('/columns/', '')}: ${sides.join(' → ')}`;
}

export function printReasons(tracker: Tracker): void {
  title('Why: what did not succeed');
  for (const task of tracker.list({ not: { stage: 'succeeded' } })) {
    const links = task
      .why()
      .map(({ path, stage, reason, message }) => `${path} ${stage} (${reason})${message ? `: ${message}` : ''}`);
    print(`  ${links.join(' ← ')}`);
  }
}
