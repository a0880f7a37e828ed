import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact, FactOf } from '../../src/model/facts.ts';
import type { TimingSummary } from '../../src/model/timing.ts';
import type { FactSource } from '../../src/ports/source.ts';
import { readerOf } from '../../src/views/reader.ts';
import type { TaskReading } from '../../src/views/task-reading.ts';
import { WorkReading } from '../../src/views/work-reading.ts';
import type { ArraySource } from '../support/array-source.ts';
import { everything } from '../support/everything.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';
import { walks } from '../support/walks.ts';

const works = ['load', 'train', 'report', 'nobody'];

function workIn(source: FactSource, name: string): WorkReading {
  const reader = readerOf(source);
  return new WorkReading(source, name, (position) => reader.get(source.idOf(position)) as TaskReading);
}

/** Everything that counts for ever, as far as it is exact. */
function totals(source: FactSource): unknown {
  const reader = readerOf(source);
  const { sequence, activeWorks, counts, totalChanges, totalSnapshots, lastChange, lastSnapshot } = reader.summary();
  return {
    summary: { sequence, activeWorks, counts, totalChanges, totalSnapshots, lastChange, lastSnapshot },
    counts: [reader.counts(), ...works.map((name) => reader.counts({ name }))],
    works: works.map((name) => [workIn(source, name).status(), workIn(source, name).latestValidResult()]),
    flags: works.map((name) => workIn(source, name).isUnsuccessful),
    timings: [...summaries(source).map(exact), ...works.map((name) => exact(workIn(source, name).timings()))],
    values: ['x', 'y'].map((target) => reader.evolution(target).at(-1)),
  };
}

function summaries(source: FactSource): readonly TimingSummary[] {
  const reader = readerOf(source);
  const grouped = (['name', 'tag', 'parent'] as const).flatMap((by) => reader.timingSummary({ by }));
  return [...grouped, ...reader.timingSummary({ name: 'load', unit: 'seconds' })];
}

function exact({ name, count, total, mean, min, max, waited }: TimingSummary): unknown {
  return { name, count, total: near(total), mean: near(mean), min, max, waited: near(waited) };
}
/** Sums in another order differ in the last digit. */
function near(sum: number): number {
  return Math.round(sum * 1e5) / 1e5;
}

/** The trees in which all is done at a fact, as lists of ids. */
function endedTrees(facts: readonly Fact[]): readonly (readonly string[])[] {
  const trees = new Map<string, string[]>();
  const rootOf = new Map<string, string>();
  const created = facts.filter((fact): fact is FactOf<'task_created'> => fact.type === 'task_created');
  for (const { taskId, parent, resumedFrom } of created) {
    const root = rootOf.get(parent ?? resumedFrom ?? '') ?? taskId;
    rootOf.set(taskId, root);
    trees.set(root, [...(trees.get(root) ?? []), taskId]);
  }
  const isDone = (id: string) => readerOf(taskSource(facts)).get(id)?.isSettled === true;
  return [...trees.values()].filter((tree) => tree.every(isDone));
}

/** Lets go of the older half of what is done, now and then; whether views were looked at before is left to chance. */
function lived(facts: readonly Fact[], looks: readonly number[]): { live: ArraySource; whole: ArraySource } {
  const growing: Fact[] = [];
  const live = taskSource(growing);
  for (const fact of facts) {
    growing.push(fact);
    const chance = looks[fact.seq % looks.length] as number;
    if (chance % 5 === 0) everything(readerOf(live), works);
    if (chance % 4 !== 0) continue;
    const isOver = (tree: readonly string[]) => !facts.slice(fact.seq).some((later) => isAbout(later, tree));
    const kept = endedTrees(growing).filter(([root]) => live.positionOf(root as string) !== undefined);
    const ended = kept.filter(isOver);
    for (const tree of ended.slice(0, Math.ceil(ended.length / 2))) live.letGo(...tree);
  }
  return { live, whole: taskSource(facts) };
}
/** Nothing is told of a task that was let go. */
function isAbout(fact: Fact, tree: readonly string[]): boolean {
  const { parent, resumedFrom } = fact.type === 'task_created' ? fact : {};
  return [fact.taskId, parent, resumedFrom].some((id) => id !== undefined && tree.includes(id));
}

const chances = fc.array(fc.nat(19), { minLength: 7, maxLength: 7 });

/** Both lengths are rounded to it. */
const nanosecond = 1e-6;

describe('what was let go', () => {
  test('still counts in all that counts for ever', () => {
    fc.assert(
      fc.property(walks, chances, (facts, looks) => {
        const { live, whole } = lived(facts, looks);
        expect(totals(live)).toEqual(totals(whole));
      }),
      { numRuns: 60 },
    );
  }, 20_000);

  test('is in no detail: what is kept, and what counts for ever, tell everything', () => {
    fc.assert(
      fc.property(walks, chances, (facts, looks) => {
        const { live } = lived(facts, looks);
        const restored = live.restored();
        expect(everything(readerOf(restored), works)).toEqual(everything(readerOf(live), works));
        expect(totals(restored)).toEqual(totals(live));
      }),
      { numRuns: 50 },
    );
  }, 20_000);

  test('counts in a moment of the past too, from the newest fact on that was let go', () => {
    fc.assert(
      fc.property(walks, chances, fc.nat(), (facts, looks, pick) => {
        const { live, whole } = lived(facts, looks);
        const seq = live.floor + (pick % (facts.length - live.floor + 1));
        expect(totals(live.upTo(seq))).toEqual(totals(whole.upTo(seq)));
      }),
      { numRuns: 50 },
    );
  }, 20_000);

  test('leaves percentiles that are off by 1 % at most, and says so', () => {
    const lengths = fc.array(fc.double({ min: 0.001, max: 1e7, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(lengths, fc.nat(), (all, pick) => {
        const tape = new FactTape();
        for (const [at, ms] of all.entries()) {
          tape.create(`t${at}`, { name: 'load' }).enter(`t${at}`, 'running').pass(ms).enter(`t${at}`, 'succeeded');
        }
        const live = taskSource(tape.facts);
        live.letGo(...all.slice(0, 1 + (pick % all.length)).map((_, at) => `t${at}`));
        const [line] = readerOf(live).timingSummary();
        const [right] = readerOf(taskSource(tape.facts)).timingSummary();
        expect([line?.approximate, right?.approximate]).toEqual([true, undefined]);
        for (const p of ['p50', 'p95', 'p99'] as const) {
          const [near, exact] = [line?.[p] ?? 0, right?.[p] ?? 0];
          expect(Math.abs(near - exact)).toBeLessThanOrEqual(exact * 0.010001 + nanosecond);
        }
      }),
    );
  }, 20_000);
});

describe('observed values', () => {
  const act = fc.record({ task: fc.nat(3), target: fc.constantFrom('x', 'y'), value: fc.nat(4), snap: fc.nat(5) });

  /** Four tasks observe the same two targets in turns; one of them ends now and then. */
  function observing(acts: readonly { task: number; target: string; value: number; snap: number }[]) {
    const tape = new FactTape();
    const names = acts.map(
      ({ task }, at) => `t${task}-${acts.slice(0, at).filter((one) => one.snap === 5 && one.task === task).length}`,
    );
    acts.forEach(({ target, value, snap }, at) => {
      const id = names[at] as string;
      if (names.indexOf(id) === at) {
        tape.create(id, { name: 'load' }).enter(id, 'running');
        tape.snapshot(id, 'before');
      }
      tape.observe(id, target, { n: value });
      if (snap === 0) tape.snapshot(id, 'transition', 'l');
      if (snap !== 5) return;
      tape.snapshot(id, 'after');
      tape.enter(id, 'succeeded');
    });
    return tape.facts;
  }

  test('of tasks that are kept stay as they were, whatever was observed between', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), chances, (acts, looks) => {
        const facts = observing(acts);
        const { live, whole } = lived(facts, looks);
        expect(totals(live)).toEqual(totals(whole));
        const kept = new Set(
          readerOf(live)
            .list()
            .map(({ id }) => id),
        );
        const isKept = ({ taskId }: { readonly taskId: string }) => kept.has(taskId);
        for (const source of [live, live.restored()]) {
          expect(readerOf(source).snapshots()).toEqual(readerOf(whole).snapshots().filter(isKept));
          expect(readerOf(source).changes()).toEqual(readerOf(whole).changes().filter(isKept));
        }
        expect(totals(live.restored())).toEqual(totals(live));
        expect(readerOf(live.restored()).evolution('x')).toEqual(readerOf(live).evolution('x'));
      }),
      { numRuns: 60 },
    );
  }, 20_000);
});
