import type { Tracker } from '../../src/index.ts';
import type { StatusRecord } from '../../src/model/status.ts';
import type { Timing } from '../../src/model/timing.ts';
import type { TaskView, TreeNode } from '../../src/ports/task-view.ts';
import {
  attemptOf,
  type Entered,
  isDone,
  phaseOf,
  type ReferenceModel,
  type ReferenceTask,
  stageOf,
} from './reference-model.ts';
import { same } from './same.ts';

/** Every view tells what the reference model tells. */
export function expectAgreement(tracker: Tracker, model: ReferenceModel): void {
  const tasks = tracker.list();
  same(ids(tasks), ids(model.tasks));
  tasks.forEach((task, at) => expectTask(task, model.tasks[at] as ReferenceTask, model));
  expectLists(tracker, model);
  expectSummary(tracker, model);
  expectWorks(tracker, model);
  expectRecordings(tracker, model);
  same(shapeOf(tracker.tree()), model.tasks.filter(({ parent }) => !parent).map(shape));
}

function expectTask(task: TaskView, expected: ReferenceTask, model: ReferenceModel): void {
  const { history } = task;
  same(
    history.map((record) => fieldsOf(record)),
    expected.records.map((record) => entryOf(record, expected)),
  );
  same(fieldsOf(task.status()), entryOf(expected.records.at(-1) ?? firstOf(expected), expected));
  if (history.length > 0) same(history.at(-1), task.status());
  same(
    task.annotations.map(({ kind, seq, message }) => ({ kind, seq, message })),
    expected.annotations.map(({ kind, seq, message }) => ({ kind, seq, message })),
  );
  same([task.name, task.path, task.parent?.id], [expected.name, expected.path, expected.parent?.id]);
  same(
    [ids(task.children), task.metadata, task.attempt],
    [ids(expected.children), expected.metadata, attemptOf(expected)],
  );
  expectFlags(task, expected);
  same(task.can('running'), expected.lifecycle.roads[stageOf(expected)]?.includes('running'));
  expectCause(task, expected, model);
}

function expectFlags(task: TaskView, expected: ReferenceTask): void {
  const phase = phaseOf(expected);
  same(
    [task.isPending, task.isRunning, task.isSettled, task.hasStarted, task.hasSucceeded, task.hasFailed],
    [
      phase === 'waiting',
      phase === 'active',
      isDone(expected),
      attemptOf(expected) > 0,
      phase === 'success',
      phase === 'failure',
    ],
  );
  const isBad = ['failure', 'timeout', 'stopped', 'cancelled'].includes(phase);
  same([task.hasStopped, task.hasTimedOut, task.isUnsuccessful], [phase === 'stopped', phase === 'timeout', isBad]);
}

/** The chain of causes begins with the task itself, and follows the numbers. */
function expectCause(task: TaskView, expected: ReferenceTask, model: ReferenceModel): void {
  const [own, next] = task.why();
  same([own?.taskId, own?.stage], [expected.id, stageOf(expected)]);
  const cause = model.facts[(expected.records.at(-1)?.cause ?? 0) - 1];
  if (cause?.type === 'stage_changed') same([next?.taskId, next?.stage], [cause['taskId'], cause['to']]);
}

function expectLists(tracker: Tracker, model: ReferenceModel): void {
  same(tracker.counts(), tally(model.tasks));
  for (const name of new Set(model.tasks.map((task) => task.name))) {
    same(tracker.counts({ name }), tally(model.tasks.filter((task) => task.name === name)));
  }
  for (const stage of new Set(model.tasks.map(stageOf))) {
    same(ids(tracker.list({ stage })), ids(model.tasks.filter((task) => stageOf(task) === stage)));
  }
  for (const phase of ['idle', 'waiting', 'active', 'paused'] as const) {
    same(ids(tracker.list({ phase })), ids(model.tasks.filter((task) => phaseOf(task) === phase)));
  }
  same(ids(tracker.list({ phase: 'done' })), ids(model.tasks.filter(isDone)));
  for (const task of model.tasks) {
    same(tracker.find(task.path)?.id, model.tasks.findLast(({ path }) => path === task.path)?.id);
  }
}

function expectSummary(tracker: Tracker, model: ReferenceModel): void {
  const summary = tracker.summary();
  const starts = model.facts.filter(({ type, seq }) => type === 'stage_changed' && isStart(model, seq));
  same(summary.sequence, [...new Set(starts.map(({ taskId }) => taskOf(model, taskId).name))]);
  const open = new Set(model.tasks.filter((task) => !isDone(task)).map(({ name }) => name));
  same(new Set(summary.activeWorks), open);
  same(summary.worksWithMetadata, [...model.works.keys()]);
  same(summary.counts, tracker.counts());
  same(summary.totalSnapshots, model.facts.filter(({ type }) => type === 'snapshot_taken').length);
  same([summary.totalChanges, summary.lastChange], [tracker.changes().length, tracker.changes().at(-1)?.id]);
}

function expectWorks(tracker: Tracker, model: ReferenceModel): void {
  for (const name of new Set(model.tasks.map((task) => task.name))) {
    const work = tracker.work(name);
    const tasks = model.tasks.filter((task) => task.name === name);
    const { count, runs, successes, failures, timeouts, ...status } = work.status();
    same(status, tracker.get(tasks.at(-1)?.id as string)?.status());
    const having = (phase: string) => tasks.filter((task) => phaseOf(task) === phase).length;
    const began = tasks.filter(({ records }) => records.some(({ phase }) => phase === 'active')).length;
    same([runs, successes, failures, timeouts], [began, having('success'), having('failure'), having('timeout')]);
    same(count, countOf(tasks));
    const records = tasks.flatMap((task) => task.records.map(({ seq }) => seq)).toSorted((one, other) => one - other);
    same(
      work.history.map(({ seq }) => seq),
      records,
    );
    same(work.metadata, model.works.get(name) ?? {});
  }
}

/** How many times in a row, without a success between, the work ended as its newest task did. */
function countOf(tasks: readonly ReferenceTask[]): number {
  const ends = tasks.filter(isDone).map((task) => task.records.at(-1) as Entered);
  ends.sort((one, other) => other.seq - one.seq);
  const newest = tasks.at(-1)?.records.at(-1);
  const isSame = (end: Entered) => end.stage === newest?.stage && end.reason === newest.reason;
  if (newest?.outcome === 'success' || !ends[0] || !isSame(ends[0])) return 1;
  const other = ends.findIndex((end) => !isSame(end));
  return other < 0 ? ends.length : other;
}

function expectRecordings(tracker: Tracker, model: ReferenceModel): void {
  const results = new Map<string, unknown>();
  const ends = model.tasks.filter((task) => phaseOf(task) === 'success');
  ends.sort((one, other) => endOf(one).seq - endOf(other).seq);
  for (const task of ends) results.set(task.path, endOf(task).result);
  same(new Map(tracker.results()), results);
  same(
    tracker.rejections().map(({ seq, taskId, from, to, code }) => ({ seq, taskId, from, to, code })),
    model.facts
      .filter(({ type }) => type === 'rejected')
      .map(({ seq, taskId, from, to, code }) => ({ seq, taskId, from, to, code })),
  );
  for (const [target, value] of model.values) same(tracker.evolution(target).at(-1), value);
  const rows = byTask(tracker.timings());
  for (const task of model.tasks) expectTimes(rows.get(task.id) ?? [], task, model);
}

function byTask(rows: readonly Timing[]): ReadonlyMap<string, readonly Timing[]> {
  const grouped = new Map<string, Timing[]>();
  for (const row of rows) grouped.set(row.taskId, [...(grouped.get(row.taskId) ?? []), row]);
  return grouped;
}

/** The parts add up, and are as long as the task was in the phases that they stand for. */
function expectTimes(all: readonly Timing[], task: ReferenceTask, model: ReferenceModel): void {
  const rows = all.filter(({ step }) => step === undefined);
  same(
    rows.map(({ attempt }) => attempt),
    attemptOf(task) === 0 ? [0] : upTo(attemptOf(task)),
  );
  const sums = { waited: 0, ran: 0, paused: 0, total: 0 };
  for (const { waited, retryDelay, ran, paused, interrupted, total, duration } of rows) {
    same([total, duration], [waited + retryDelay + ran + paused + interrupted, ran]);
    sums.waited += waited + retryDelay;
    sums.ran += ran;
    sums.paused += paused + interrupted;
    sums.total += total;
  }
  const spent = (phase: string) => (task.spent[phase] ?? 0) + (phaseOf(task) === phase ? model.openTime(task) : 0);
  const [waited, ran, paused] = [spent('waiting'), spent('active'), spent('paused')];
  same(sums, { waited, ran, paused, total: waited + ran + paused });
}

type Fields = Readonly<Record<string, unknown>>;

/** What a record says, with every field, there or not. */
function fieldsOf(record: unknown): Fields {
  const {
    stage,
    phase,
    outcome,
    timestamp,
    seq,
    attempt,
    reason,
    message,
    cause,
    result,
    valid,
    error,
    nextAttemptAt,
  } = record as StatusRecord;
  const said = { stage, phase, outcome, timestamp, seq, attempt, reason, message, cause };
  return { ...said, result, valid, error: error?.message, nextAttemptAt };
}

function entryOf(record: Partial<Entered>, task: ReferenceTask): Fields {
  const { stage, phase, outcome, timestamp, seq, attempt, reason, message, cause, result, nextAttemptAt } = record;
  const isBad = outcome === 'failure' || outcome === 'timeout';
  const error = isBad ? (record.error ?? message ?? reason ?? stage) : undefined;
  const said = { stage, phase, outcome, timestamp, seq, attempt, reason, message, cause };
  return { ...said, result, valid: outcome === 'success' ? task.valid : undefined, error, nextAttemptAt };
}

function firstOf({ lifecycle, created }: ReferenceTask): Partial<Entered> {
  return { stage: lifecycle.initial, phase: lifecycle.phases[lifecycle.initial] as string, attempt: 0, ...created };
}

function endOf(task: ReferenceTask): Entered {
  return task.records.at(-1) as Entered;
}

function isStart(model: ReferenceModel, seq: number): boolean {
  const { taskId, to } = model.facts[seq - 1] as Fields;
  return taskOf(model, taskId).lifecycle.phases[to as string] === 'active';
}

function taskOf(model: ReferenceModel, id: unknown): ReferenceTask {
  return model.tasks.find((task) => task.id === id) as ReferenceTask;
}

function tally(tasks: readonly ReferenceTask[]): Fields {
  const counted: Record<string, number> = {};
  for (const task of tasks) counted[stageOf(task)] = (counted[stageOf(task)] ?? 0) + 1;
  return counted;
}

function shapeOf(nodes: readonly TreeNode[]): unknown {
  return nodes.map(({ task, children }) => [task.id, shapeOf(children)]);
}
function shape({ id, children }: ReferenceTask): unknown {
  return [id, children.map(shape)];
}
function ids(tasks: readonly { readonly id: string }[]): readonly string[] {
  return tasks.map(({ id }) => id);
}
function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
