import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Tracker } from '../../src/index.ts';
import { factSchema } from '../../src/model/fact-schema.ts';
import type { Fact } from '../../src/model/facts.ts';
import { meaningOf } from '../../src/model/meaning.ts';
import { expectAgreement } from '../support/agreement.ts';
import { everything } from '../support/everything.ts';
import { lifecycles } from '../support/reference-lifecycles.ts';
import { same } from '../support/same.ts';
import { type Step, steps } from '../support/steps.ts';
import { Walker } from '../support/walker.ts';

/** `npm run laws` walks 10,000 times. LAWS_SEED walks again what failed. */
const runs = Number(process.env['LAWS_RUNS'] ?? 150);
const seed = Number(process.env['LAWS_SEED'] ?? Date.now() % 2 ** 31);
const length = 50;
const works = ['load', 'save', 'load_1'];
const own = Object.values(lifecycles).filter(({ name }) => name !== 'task');

/** Thousands of commands are refused: without their stacks it takes half the time. */
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

test(`${runs} random walks of ${length} commands (LAWS_SEED=${seed})`, { timeout: 1_200_000 }, () => {
  fc.assert(
    fc.property(steps(length), fc.nat(1000), (all, at) => {
      const walker = walk(all, at % length);
      const facts = [...walker.tracker.facts()];
      expectTold(walker, facts);
      expectFacts(facts);
      expectReplay(walker, facts);
      expectPast(walker, facts, at % (facts.length + 1));
    }),
    { numRuns: runs, seed },
  );
});

/** Every answer and every fact is the one that the model foretells; every view agrees at one moment, and at the end. */
function walk(all: readonly Step[], look: number): Walker {
  const walker = new Walker();
  all.forEach((step, at) => {
    walker.take(step);
    if (at === look) walker.look(expectAgreement);
  });
  walker.look(expectAgreement);
  return walker;
}

/** Listeners and ticks hear of each fact once, in order; records are those of that moment. */
function expectTold({ model, told, ticked }: Walker, facts: readonly Fact[]): void {
  same(ticked, numbersOf(facts));
  const events = model.facts.filter(({ type }) => type === 'stage_changed' || type === 'rejected');
  same(
    told,
    events.map(({ type, seq, taskId, from, to, reason, code }) => {
      return type === 'rejected' ? [seq, taskId, from, to, code] : [seq, taskId, from, to, seq, reason];
    }),
  );
}

/** They are what the schema says, numbered without gaps; nothing but annotations and refusals follows an end. */
function expectFacts(facts: readonly Fact[]): void {
  const done = new Set<string>();
  facts.forEach((fact, at) => {
    const { error } = factSchema.safeParse(fact);
    if (error) expect.fail(`${JSON.stringify(fact)}\n${error.message}`);
    same(fact.seq, at + 1);
    if (fact.taskId !== undefined && done.has(fact.taskId)) expect(['annotated', 'rejected']).toContain(fact.type);
    if (fact.type === 'stage_changed' && meaningOf(fact).phase === 'done') done.add(fact.taskId);
  });
}

/** Replay equals live, also of facts that were text between. */
function expectReplay({ tracker, model }: Walker, facts: readonly Fact[]): void {
  const clock = { timestamp: model.wall, mono: model.mono };
  const again = replayed(JSON.parse(JSON.stringify(facts)) as Fact[], clock);
  same([...again.facts()], facts);
  same(everything(again, works), everything(tracker, works));
  same(
    works.map((work) => again.work(work).status()),
    works.map((work) => tracker.work(work).status()),
  );
  same([...replayed(facts, clock).facts()], facts);
}

/** A moment of the past is a tracker of the facts until then. */
function expectPast({ tracker }: Walker, facts: readonly Fact[], seq: number): void {
  const past = replayed(facts.slice(0, seq), facts[seq - 1] ?? { timestamp: 0, mono: 0 });
  same(everything(tracker.at({ seq }), works), everything(past, works));
}

/** A tracker of facts whose clocks stand still. */
function replayed(facts: readonly Fact[], { timestamp, mono }: { timestamp: number; mono: number }) {
  const clock = { now: () => timestamp, monotonic: () => mono, setTimer: () => () => undefined };
  return Tracker.from(facts, { clock, timers: 'host', lifecycles: own });
}

function numbersOf(facts: readonly Fact[]): readonly number[] {
  return facts.map(({ seq }) => seq);
}
