import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../../src/model/facts.ts';
import type { FactSource } from '../../src/ports/source.ts';
import type { TaskView } from '../../src/ports/task-view.ts';
import { readerOf } from '../../src/views/reader.ts';
import type { TaskReading } from '../../src/views/task-reading.ts';
import { WorkReading } from '../../src/views/work-reading.ts';
import { taskSource } from '../support/task-source.ts';
import { walks } from '../support/walks.ts';

const works = ['load', 'train', 'report', 'nobody'];
const runs = { numRuns: 60 };

const workIn = (source: FactSource, name: string) =>
  new WorkReading(source, name, (position) => readerOf(source).list()[position] as TaskReading);
const ids = (tasks: readonly TaskView[]) => tasks.map(({ id }) => id);

function tally(tasks: readonly TaskView[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const task of tasks) counted[task.status().stage] = (counted[task.status().stage] ?? 0) + 1;
  return counted;
}

function everythingOf(task: TaskView): unknown {
  const { id, path, history, annotations, metadata, progress, resumedTo, children } = task;
  const own = { id, path, history, annotations, metadata, progress, resumedTo, children: ids(children) };
  return { ...own, status: task.status(), why: task.why(), parent: task.parent?.id };
}

/** What every read gives, as plain values. */
function everything(source: FactSource): unknown {
  const reader = readerOf(source);
  return {
    tasks: reader.list().map(everythingOf),
    stages: ['pending', 'running', 'failed'].map((stage) => ids(reader.list({ stage }))),
    works: works.map((name) => workIn(source, name).status()),
    histories: works.map((name) => workIn(source, name).history),
    metadata: works.map((name) => [reader.metadata(name), reader.metadata(name, 'load')]),
    summary: reader.summary(),
    results: [...reader.results()],
    rejections: reader.rejections(),
    timings: reader.timings(),
  };
}

test('looking after every fact gives what looking once at the end gives, and what a moment of the past gave', () => {
  fc.assert(
    fc.property(walks, (facts) => {
      const growing: Fact[] = [];
      const live = taskSource(growing);
      const whole = taskSource(facts);
      for (const fact of facts) {
        growing.push(fact);
        expect(everything(live)).toEqual(everything(whole.upTo(fact.seq)));
      }
      expect(everything(live)).toEqual(everything(whole));
    }),
    { numRuns: 25 },
  );
});

test('views agree with one another', () => {
  fc.assert(
    fc.property(walks, (facts) => {
      const source = taskSource(facts);
      const reader = readerOf(source);
      const tasks = reader.list();
      expect(reader.counts()).toEqual(tally(tasks));
      expect(reader.counts({ name: /load|train|report/ })).toEqual(reader.counts());
      expect(reader.summary().counts).toEqual(reader.counts());
      expect([...reader.results({ since: 0 })]).toEqual([...reader.results()]);
      for (const task of tasks) {
        expect(task.history.at(-1) ?? task.status()).toEqual(task.status());
        expect(reader.find(task.path)?.id).toBe(ids(reader.list({ path: task.path })).at(-1));
      }
    }),
    runs,
  );
});

test('an index finds what looking at each task finds', () => {
  const filters = fc.record(
    {
      name: fc.constantFrom('load', 'train', 'nobody'),
      path: fc.constantFrom('load', 'load/train'),
      stage: fc.constantFrom('running', 'pending', 'succeeded', ['failed', 'not_started', 'failed']),
      phase: fc.constantFrom('idle' as const, 'waiting' as const, 'done' as const),
      outcome: fc.constantFrom('success' as const, 'cancelled' as const),
      tag: fc.constant('odd'),
      parent: fc.constantFrom(null, { id: 't0' }, { id: 'zz' }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(walks, filters, (facts, filter) => {
      const reader = readerOf(taskSource(facts));
      const fits = (task: TaskView) => {
        const { stage, phase, outcome } = task.status();
        const { parent } = filter;
        return (
          (filter.name ?? task.name) === task.name &&
          (filter.path ?? task.path) === task.path &&
          [filter.stage ?? stage].flat().includes(stage) &&
          (filter.phase ?? phase) === phase &&
          (filter.outcome ?? outcome) === outcome &&
          (filter.tag === undefined || task.tags.includes(filter.tag)) &&
          (parent === undefined || task.parent?.id === parent?.id)
        );
      };
      expect(ids(reader.list(filter))).toEqual(ids(reader.list().filter(fits)));
    }),
    { numRuns: 300 },
  );
});

test('what works tell is a recount over their tasks', () => {
  fc.assert(
    fc.property(walks, (facts) => {
      const source = taskSource(facts);
      const all = readerOf(source).list();
      for (const name of works) {
        const tasks = all.filter((task) => task.name === name);
        const having = (test: (task: TaskView) => boolean) => tasks.filter(test).length;
        const status = workIn(source, name).status();
        expect(status.seq).toBe(tasks.at(-1)?.status().seq);
        expect([status.runs, status.successes, status.failures, status.timeouts]).toEqual([
          having((task) => task.history.some(({ phase }) => phase === 'active')),
          having((task) => task.hasSucceeded),
          having((task) => task.hasFailed),
          having((task) => task.hasTimedOut),
        ]);
        const isActive = readerOf(source).summary().activeWorks.includes(name);
        expect(isActive).toBe(having((task) => !task.isSettled) > 0);
      }
    }),
    runs,
  );
});

test('the sequence is the order in which works first ran', () => {
  fc.assert(
    fc.property(walks, (facts) => {
      const reader = readerOf(taskSource(facts));
      const ran = facts.filter((fact) => fact.type === 'stage_changed' && fact.to === 'running');
      const names = ran.map(({ taskId }) => reader.get(taskId as string)?.name);
      expect(reader.summary().sequence).toEqual([...new Set(names)]);
    }),
    runs,
  );
});

test('every task stands in the tree once, under its parent', () => {
  fc.assert(
    fc.property(walks, (facts) => {
      const reader = readerOf(taskSource(facts));
      const seen: string[] = [];
      const visit = (nodes: ReturnType<typeof reader.tree>, parent?: string) => {
        for (const { task, children } of nodes) {
          seen.push(task.id);
          expect(task.parent?.id).toBe(parent);
          visit(children, task.id);
        }
      };
      visit(reader.tree());
      expect(seen.toSorted()).toEqual(ids(reader.list()).toSorted());
    }),
    runs,
  );
});
