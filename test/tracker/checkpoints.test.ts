import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/codec/redact.ts';
import { Engine } from '../../src/engine/engine.ts';
import { keepAll } from '../../src/engine/retention.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { Json } from '../../src/model/json.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Checkpoint } from '../../src/ports/journal.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { Checkpoints } from '../../src/tracker/checkpoints.ts';
import type { TaskOptions } from '../../src/tracker/options.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { lastingViews } from '../../src/views/lasting-views.ts';
import { readerOf } from '../../src/views/reader.ts';
import { everything } from '../support/everything.ts';
import { Random } from '../support/random.ts';
import { microtasks, SimMachine } from '../support/sim-journal.ts';
import { Keeping } from '../support/keeping-journal.ts';
import { acts, Life, totals } from '../support/lives.ts';

/** So many facts that the end is worth a checkpoint. */
function finish(tracker: Tracker, count: number, more: TaskOptions = {}): void {
  for (let at = 0; at < count; at++) {
    const task = tracker.task('load', { metadata: { at }, ...more });
    task.start();
    task.succeed(at);
  }
}

describe('a checkpoint', { timeout: 30_000 }, () => {
  test('is made at the end where it is worth it, and the next process reads what comes after', async () => {
    const journal = new Keeping();
    const tracker = new Tracker({ journal, retention: { maxTasks: 100 } });
    const open = tracker.task('open');
    finish(tracker, 2600);
    open.start();
    await tracker.close();
    expect(journal.checkpoints.map(({ upTo }) => upTo)).toEqual([10_403]);
    expect(JSON.stringify(journal.checkpoints[0]).length).toBeLessThan(60_000);
    const next = new Tracker({ journal, retention: { maxTasks: 100 } });
    expect([journal.reads, next.recovered.facts, next.counts()]).toEqual([
      0,
      10_403,
      { interrupted: 1, succeeded: 2600 },
    ]);
    expect(next.recovered.interrupted.map(({ id }) => id)).toEqual([open.id]);
    expect(next.list().length).toBe(101);
    await next.close();
    expect(journal.checkpoints).toHaveLength(1);
    const third = new Tracker({ journal });
    expect([journal.reads, third.counts()]).toEqual([2, { interrupted: 1, succeeded: 2600 }]);
  });

  test('of another version is left alone', async () => {
    const journal = new Keeping();
    const tracker = new Tracker({ journal });
    finish(tracker, 2600);
    await tracker.close();
    const [made] = journal.checkpoints as [Checkpoint];
    journal.checkpoints.push({ ...made, parts: { ...made.parts, version: 99 } });
    const next = new Tracker({ journal });
    expect([journal.reads, next.counts()]).toEqual([10_400, { succeeded: 2600 }]);
  });

  test('that fails harms nobody', async () => {
    const journal = new Keeping();
    journal.checkpoint = () => Promise.reject(new Error('no room'));
    const tracker = new Tracker({ journal });
    finish(tracker, 2600);
    await tracker.close();
    expect(new Tracker({ journal }).counts()).toEqual({ succeeded: 2600 });
  });

  test('lets go of old facts of the journal only where an age was given, and none that is kept', async () => {
    for (const [retention, retained] of [
      [{ maxTasks: 10 }, []],
      [{ maxTasks: 10, maxAge: { hours: 1 } }, [5]],
    ] as const) {
      const journal = new Keeping();
      const life = new Life({ journal, retention });
      finish(life.tracker, 1);
      life.tracker.task('open');
      finish(life.tracker, 2600);
      await life.tracker.close();
      await life.clock.advance({ hours: 2 });
      const next = new Tracker({ journal, retention, clock: life.clock, timers: 'host' });
      finish(next, 2600);
      await next.close();
      expect(journal.retained).toEqual(retained);
    }
  });
});

/** As a replay makes it. */
function engineAt(clock: Clock, maxTasks: number): Engine {
  return new Engine({
    clock,
    redactor: createRedactor(undefined),
    lifecycles: [],
    retention: { ...keepAll, maxTasks },
    lasting: lastingViews,
    report: (error) => expect(error).toBeUndefined(),
  });
}

test('one that was made in mid-life serves after a power cut, which takes what came after it or leaves some of it', async () => {
  let [used, lost] = [0, 0];
  for (let seed = 1; seed <= 30; seed++) {
    const random = new Random(seed);
    const machine = new SimMachine(seed);
    machine.disk.eager = true;
    const open = () => machine.open({ durability: 'interval', checkpointEvery: 40, segmentBytes: 3000 });
    const retention = { maxTasks: 3, maxHistory: 1 };
    const life = new Life({ journal: open(), retention });
    for (let at = 0; at < 120; at++) {
      life.live([{ do: random.below(11), task: random.below(31), ms: random.below(51) }]);
      if (random.chance(0.3)) await microtasks();
    }
    const before = life.tracker.tick().seq;
    machine.disk.cutPower(random);
    machine.kill();
    const journal = open();
    lost += before - journal.recovery.last;
    const next = Life.goOn(life, journal, { retention }, 1000).tracker;
    if (next.recovered.checkpoint === 'used') used++;
    next.task('last').start();
    const all = { maxTasks: 1_000_000, maxHistory: 1_000_000 };
    const whole = Tracker.from([...journal.read()], { clock: life.clock, timers: 'host', retention: all });
    expect(totals(next)).toEqual(totals(whole));
  }
  expect([used > 20, lost > 100]).toEqual([true, true]);
}, 60_000);

test('no checkpoint is made before all is remembered that there was', async () => {
  const journal = new Keeping();
  const checkpoints = new Checkpoints(journal, engineAt(new FakeClock(0), 1), Number.POSITIVE_INFINITY);
  checkpoints.written(200_000);
  await Promise.resolve();
  expect(journal.checkpoints).toHaveLength(0);
  checkpoints.begin();
  checkpoints.written(200_001);
  await Promise.resolve();
  expect(journal.checkpoints).toHaveLength(1);
});

test('one that somebody forged is refused when it is read, or tells nonsense: nothing else is thrown', async () => {
  const retention = { maxTasks: 3, maxHistory: 1 };
  const journal = new Keeping();
  const life = new Life({ journal, retention });
  finish(life.tracker, 2600);
  const open = life.tracker.task('load');
  for (let at = 0; at < 100; at++) {
    open.observe(`x${at % 2}`, { at });
    open.start();
    open.retry({ error: 'again' });
  }
  finish(life.tracker, 1, { key: 'a' });
  await life.tracker.close();
  const [made] = journal.checkpoints as [Checkpoint];
  const places = placesIn(made.parts['views'], []);
  fc.assert(
    fc.property(fc.nat(), fc.jsonValue({ maxDepth: 1 }), (pick, value) => {
      const place = places[pick % places.length] as readonly string[];
      const views = withAt(made.parts['views'], place, value as Json);
      journal.checkpoints.push({ ...made, parts: { ...made.parts, views } });
      expect(codeOf(() => readAll(new Tracker({ journal, clock: life.clock, timers: 'host', retention })))).toMatch(
        /^(format|none)$/,
      );
    }),
    { numRuns: 200 },
  );
}, 60_000);

/** All that can be read, after some more was let go. */
function readAll(tracker: Tracker): void {
  finish(tracker, 3);
  everything(tracker, ['load', 'open']);
  totals(tracker);
  tracker.work('load').timings();
}

function codeOf(action: () => void): unknown {
  try {
    action();
    return 'none';
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === undefined) throw error;
    return code;
  }
}

function placesIn(value: unknown, at: readonly string[]): readonly (readonly string[])[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [at, ...inside.flatMap(([key, part]) => placesIn(part, [...at, key]))];
}

function withAt(value: unknown, [key, ...rest]: readonly string[], other: Json): Json {
  if (key === undefined) return other;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = withAt(copy[key], rest, other);
  return copy as Json;
}

test('what counts for ever is the same whether somebody looked before, or not', () => {
  fc.assert(
    fc.property(acts, fc.nat(12), fc.nat(), (life, maxTasks, pick) => {
      const journal = memoryJournal();
      const { clock } = new Life({ journal }).live(life);
      const facts = [...journal.read()];
      const [asleep, awake] = [engineAt(clock, maxTasks), engineAt(clock, maxTasks)];
      const cut = pick % (facts.length + 1);
      for (const engine of [asleep, awake]) {
        for (const part of [facts.slice(0, cut), facts.slice(cut)]) {
          if (engine === awake) for (const view of lastingViews) engine.ledger.fold(view);
          engine.replay(part);
          engine.ledger.settle();
        }
      }
      expect(asleep.save()).toEqual(awake.save());
    }),
    { numRuns: 50 },
  );
}, 20_000);

test('restored and gone on from there equals lived through, at any moment', () => {
  const limits = fc.record({ maxTasks: fc.nat(12) });
  fc.assert(
    fc.property(acts, fc.nat(), limits, (life, pick, retention) => {
      const journal = memoryJournal();
      const { clock } = new Life({ journal, retention }).live(life);
      const facts = [...journal.read()];
      const engine = () => engineAt(clock, retention.maxTasks);
      const [whole, part, restored] = [engine(), engine(), engine()] as [Engine, Engine, Engine];
      const cut = pick % (facts.length + 1);
      whole.replay(facts);
      part.replay(facts.slice(0, cut));
      if (pick % 2 === 0) part.ledger.settle();
      const { upTo, parts } = part.save();
      expect([upTo, restored.restore(JSON.parse(JSON.stringify(parts)) as typeof parts)]).toEqual([cut, true]);
      restored.replay(facts.slice(cut));
      const [one, other] = [readerOf(restored.ledger), readerOf(whole.ledger)];
      expect(totals(one)).toEqual(totals(other));
      expect(everything(one, ['load', 'save'])).toEqual(everything(other, ['load', 'save']));
      expect([...restored.ledger.facts()]).toEqual([...whole.ledger.facts()]);
      const states = ({ ledger }: Engine) => [...ledger.entities()].map(({ position, state }) => [position, state]);
      expect(states(restored)).toEqual(states(whole));
      expect([restored.ledger.waiting, restored.ledger.active]).toEqual([whole.ledger.waiting, whole.ledger.active]);
      expect(restored.save().parts['tasks']).toEqual(whole.save().parts['tasks']);
    }),
    { numRuns: 50 },
  );
}, 20_000);
