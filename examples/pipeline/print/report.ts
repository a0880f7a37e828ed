import type { Change, ChangeType, Tracker, WhyLink } from 'worktrail';
import type { Score } from '../samples.ts';
import { milliseconds, print, printTable, title } from './columns.ts';

export function printSummary(tracker: Tracker): void {
  const { sequence, totalChanges, totalSnapshots } = tracker.summary();
  title('Summary');
  printTable(Object.entries(tracker.counts()).map(([stage, tasks]) => ({ stage, tasks })));
  print();
  print(`  ${sequence.length} works, ${totalChanges} changes, ${totalSnapshots} snapshots`);
  for (const task of tracker.list({ name: 'validate' })) {
    const refused = Object.entries(task.metadata['refused'] ?? {}).map(([column, rows]) => `${column} ${rows}`);
    print(`  ${task.key}: rows refused: ${refused.join(', ') || 'none'}`);
  }
}

/** The results are on record: nothing is carried here by hand. */
export function printExperiments(tracker: Tracker): void {
  title('Experiments: the error of the model, and of always saying the mean');
  const scores = tracker.results({ name: 'evaluate' }) as ReadonlyMap<string, Score>;
  printTable(
    Array.from(scores, ([path, { error, errorOfMean, ...counts }]) => {
      return {
        experiment: path.split('/')[1] ?? path,
        ...counts,
        error: error.toFixed(3),
        mean: errorOfMean.toFixed(3),
      };
    }),
  );
}

/** Of the tasks without children; the others only wait for theirs. */
export function printTimings(tracker: Tracker): void {
  title('Time by module');
  const summaries = tracker.timingSummary({ where: (task) => task.children.length === 0 });
  printTable(
    summaries.map(({ name, count, total, mean, max }) => {
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

/** A change of a column's type, if there is one; the rarest kind tells most. */
function exampleOf(changes: readonly Change[]): string {
  const ofTypes = changes.filter(({ path }) => path.endsWith('/type'));
  const candidates = ofTypes.length > 0 ? ofTypes : changes;
  const kind = types.findLast((type) => candidates.some((change) => change.type === type));
  const change = candidates.find(({ type }) => type === kind);
  return change ? describe(change) : '';
}

function describe({ path, before, after, transform }: Change): string {
  const name = path.slice(1).replace('columns/', '').replace('/type', '').replace('/', ' ');
  const sides = [before, after].map((side) => (side === undefined ? 'none' : String(side)));
  return `${name}: ${sides.join(' → ')}${transform === undefined ? '' : ` (${transform})`}`;
}

export function printReasons(tracker: Tracker): void {
  title('Why: what did not succeed');
  for (const task of tracker.list({ not: { stage: 'succeeded' } })) {
    const [first = '', ...causes] = task.why().map(linkOf);
    print(`  ${first}`);
    for (const cause of causes) print(`    ← ${cause}`);
  }
}

function linkOf({ path, stage, reason, message, attempt }: WhyLink): string {
  const why = [reason, attempt ? `attempt ${attempt}` : ''].filter((word) => word);
  return `${path} ${stage} (${why.join(', ')})${message === undefined ? '' : `: ${message}`}`;
}
