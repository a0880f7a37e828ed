import type { Fact } from '../model/facts.ts';
import type { Reader } from '../ports/reader.ts';
import { factText } from './fact-text.ts';
import { lastName, stagesText, treeText } from './history-text.ts';

/**
 * A scenario as text that people can read and compare: the tree of tasks, each with the stages that it passed, then
 * every fact with its number and the milliseconds since the first one. The same scenario gives the same text: ids and
 * processes do not show, and times are as the clock of the tracker gives them.
 *
 * @example
 * record(tracker);
 * // load: pending → running → failed (user_exception)
 * //
 * // #1       0 ms  load  created
 * // …
 */
export function record(tracker: Pick<Reader, 'tree' | 'facts' | 'get'>): string {
  const tree = treeText(tracker.tree(), (task) => `${lastName(task)}: ${stagesText(task)}`);
  const facts = [...tracker.facts()];
  return `${[tree, timeline(facts, tracker)].filter((part) => part !== '').join('\n\n')}\n`;
}

function timeline(facts: readonly Fact[], tracker: Pick<Reader, 'get'>): string {
  const names = namesOf(facts, tracker);
  const nameOf = (taskId: string) => names.get(taskId) ?? taskId;
  const start = facts[0]?.timestamp ?? 0;
  const rows = facts.map((fact): Row => {
    const name = fact.taskId === undefined ? '' : nameOf(fact.taskId);
    return [`#${fact.seq}`, `${fact.timestamp - start} ms`, name, factText(fact, nameOf)];
  });
  return inColumns(rows);
}

type Row = readonly [seq: string, time: string, name: string, text: string];

function inColumns(rows: readonly Row[]): string {
  const width = (column: 0 | 1 | 2) => Math.max(...rows.map((row) => row[column].length));
  const [seqs, times, names] = [width(0), width(1), width(2)];
  const lines = rows.map(([seq, time, name, text]) => [
    seq.padEnd(seqs),
    time.padStart(times),
    name.padEnd(names),
    text,
  ]);
  return lines.map((line) => line.join('  ')).join('\n');
}

/** The path of each task; of several with one path, the later ones get a number. */
function namesOf(facts: readonly Fact[], tracker: Pick<Reader, 'get'>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { type, taskId = '' } of facts) {
    if (type !== 'task_created') continue;
    const path = tracker.get(taskId)?.path ?? taskId;
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    names.set(taskId, count === 1 ? path : `${path} (${count})`);
  }
  return names;
}
