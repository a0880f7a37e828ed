import type { StatusRecord } from '../model/status.ts';
import type { Reader } from '../ports/reader.ts';
import type { Task } from '../tracker/task.ts';
import { Tracker } from '../tracker/tracker.ts';
import { isSame } from './fits.ts';
import { show } from './verdict.ts';

type Watched = Pick<Tracker, 'at' | 'events' | 'facts' | 'get' | 'list' | 'results'>;

/** What those were told who waited for the end of a task. */
export interface Heard {
  /** The last record that an event showed. */
  event?: StatusRecord;
  settled?: StatusRecord;
  /** What the promise of the result came to. */
  result?: 'resolved' | 'rejected';
}

export function listenTo(tracker: Watched, task: Task): Heard {
  const heard: Heard = {};
  tracker.events.on('transition', (event) => {
    if (event.task.id === task.id) heard.event = event.to;
  });
  void task.settled().then((status) => {
    heard.settled = status;
  });
  task.result().then(
    () => {
      heard.result = 'resolved';
    },
    () => {
      heard.result = 'rejected';
    },
  );
  return heard;
}

/** What is wrong with the end of a task: no end, a second one, or two readers that disagree. */
export function divergenceOf(tracker: Watched, task: Task, heard: Heard): string | undefined {
  const ends = task.history.filter(({ phase }) => phase === 'done');
  const last = task.history.at(-1) as StatusRecord | undefined;
  if (ends.length !== 1) return `It has ${ends.length} end records: ${show(ends.map(({ stage }) => stage))}.`;
  const readings = Object.entries(readingsOf(tracker, task, heard));
  const wrong = readings.find(([, reading]) => !isSame(plain(reading), plain(last)));
  if (wrong) return `Its history ends with ${show(last)}, but ${wrong[0]} says ${show(wrong[1])}.`;
  return outcomeDivergence(tracker, task, heard) ?? factAfterEnd(tracker, task);
}

/** The same record, as each reader shows it. */
function readingsOf(tracker: Watched, task: Task, { event, settled }: Heard): Readonly<Record<string, unknown>> {
  const facts = [...tracker.facts()];
  const { id } = task;
  const readers: Readonly<Record<string, Pick<Reader, 'get'>>> = {
    'tracker.get': tracker,
    'tracker.at': tracker.at({ seq: facts.length }),
    'a replay': Tracker.from(facts),
  };
  const read: Record<string, unknown> = { 'status()': task.status(), 'the last event': event, settled };
  for (const [name, reader] of Object.entries(readers)) read[name] = reader.get(id)?.status();
  return { ...read, 'tracker.list': tracker.list({ id })[0]?.status() };
}

function outcomeDivergence(tracker: Watched, { path, hasSucceeded }: Task, { result }: Heard): string | undefined {
  if (result !== (hasSucceeded ? 'resolved' : 'rejected')) return `Its result was ${result ?? 'never settled'}.`;
  if (tracker.results().has(path) !== hasSucceeded) return `results() ${hasSucceeded ? 'lacks' : 'has'} it.`;
  return undefined;
}

/** Nothing but annotations and refusals follows a done stage. */
function factAfterEnd(tracker: Watched, task: Task): string | undefined {
  const { seq } = task.status();
  const later = [...tracker.facts({ since: seq })].filter(({ taskId }) => taskId === task.id);
  const wrong = later.find(({ type }) => type !== 'annotated' && type !== 'rejected');
  return wrong && `After its end the fact #${wrong.seq} (${wrong.type}) follows.`;
}

/** As text says it: errors of two processes are two objects. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
