import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/codec/redact.ts';
import { Engine } from '../../src/engine/engine.ts';
import { keepAll } from '../../src/engine/retention.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { TransitionError } from '../../src/model/errors.ts';
import type { Fact } from '../../src/model/facts.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { Task } from '../../src/tracker/task.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { lastingViews } from '../../src/views/lasting-views.ts';
import { readerOf } from '../../src/views/reader.ts';
import type { Reader } from '../../src/ports/reader.ts';
import { everything } from '../support/everything.ts';

interface Act {
  readonly do: number;
  readonly task: number;
  readonly ms: number;
}
const acts = fc.array(fc.record({ do: fc.nat(19), task: fc.nat(3), ms: fc.nat(50) }), {
  minLength: 150,
  maxLength: 400,
});
const works = ['server', 'proxy'];

/** One object: the stacks of two would differ. */
const again = new Error('again');

/** Long lives of a few tasks, which end seldom. */
class Long {
  readonly clock = new ManualClock();
  journal = memoryJournal();
  tracker: Tracker;
  readonly #maxHistory: number;
  #tasks: Task[] = [];
  /** One that has ended, of which more is said. */
  #ended: Task | undefined;
  #watches: { readonly task: Task; end(): unknown }[] = [];
  #count = 0;

  constructor(maxHistory: number) {
    this.#maxHistory = maxHistory;
    this.tracker = this.#open();
  }

  #open(): Tracker {
    const createId = () => `t-${(this.#count++).toString(36)}`;
    const { clock, journal } = this;
    return new Tracker({ clock, createId, journal, timers: 'host', retention: { maxHistory: this.#maxHistory } });
  }

  /** The process dies, and another one goes on. */
  #crash(): void {
    this.journal = memoryJournal(this.journal.read());
    this.tracker = this.#open();
    this.#tasks = this.#tasks.map(({ id }) => this.tracker.get(id) as Task);
    this.#ended = this.#ended && this.tracker.get(this.#ended.id);
    this.#watches = [];
  }

  live(all: readonly Act[]): this {
    for (const act of all) this.#do(act);
    return this;
  }

  #do({ do: act, task: pick, ms }: Act): void {
    this.clock.advance(ms);
    this.#ended = this.#tasks.find((task) => task.isSettled) ?? this.#ended;
    this.#tasks = this.#tasks.filter((task) => !task.isSettled);
    if (this.#tasks.length < 2) this.#tasks.push(this.tracker.task(works[this.#count % 2] as string));
    const task = this.#tasks[pick % this.#tasks.length] as Task;
    const { stage } = task.status();
    if (act < 5) this.#move(task, stage, act);
    else if (act === 5) task.note(`note ${ms}`);
    else if (act === 6) task.heartbeat();
    else if (act === 7) task.reportProgress(ms);
    else if (act === 8 && stage === 'running') this.#watches.push({ task, end: task.time(`step ${pick}`).end });
    else if (act === 9) this.#watches.splice(ms % 3, 1)[0]?.end();
    else if (act === 10) this.tracker.counts();
    else if (act === 11) task.setMetadata({ [`key ${ms % 3}`]: ms, ...(ms === 7 && { seldom: ms }) });
    else if (act === 12) refuse(task);
    else if (act < 18) this.#sayAfterItsEnd(ms);
    else if (ms === 0) task.cancel();
    else if (ms < 10) this.#crash();
  }

  #sayAfterItsEnd(ms: number): void {
    if (ms % 2 === 0) this.#ended?.note(`after its end ${ms}`);
    else if (this.#ended) refuse(this.#ended);
  }

  #move(task: Task, stage: string, act: number): void {
    if (stage === 'running' && act < 2) task.retry({ error: again });
    else if (stage === 'running' && act < 4) task.pause({ message: `${act}` });
    else if (stage === 'paused' && act < 2) task.pause({ message: `again ${act}` });
    else if (task.can('running')) task.start();
  }
}

/** No road leads back to where it was not started. */
function refuse(task: Task): void {
  expect(() => task.transition(task.status().stage as never, 'not_started' as never)).toThrow(TransitionError);
}

/** All that is exact however much was let go. */
function exact(reader: Reader & { work?: Tracker['work'] }, newest = 16): unknown {
  const { counts, sequence, activeWorks } = reader.summary();
  const near = (sum: number) => Math.round(sum * 1e5) / 1e5;
  const lines = (['name', 'parent'] as const)
    .flatMap((by) => reader.timingSummary({ by }))
    .map(({ name, count, total, mean, min, max, waited }) => [
      name,
      count,
      near(total),
      near(mean),
      min,
      max,
      near(waited),
    ]);
  return {
    summary: { counts, sequence, activeWorks },
    counts: [reader.counts(), ...works.map((name) => reader.counts({ name }))],
    stages: ['running', 'paused', 'retrying'].map((stage) => reader.list({ stage }).map(({ id }) => id)),
    works: works.map((name) => reader.work?.(name).status()),
    lines,
    tasks: reader.list().map((task) => ({
      status: task.status(),
      progress: task.progress,
      metadata: task.metadata,
      refused: reader
        .rejections()
        .filter(({ taskId }) => taskId === task.id)
        .slice(-newest),
      attempt: task.attempt,
      annotations: task.annotations.slice(-newest),
      first: task.history[0],
      newest: task.history.slice(-newest),
    })),
  };
}

function engineAt(clock: Clock, maxTasks: number, maxHistory: number): Engine {
  return new Engine({
    clock,
    redactor: createRedactor(undefined),
    lifecycles: [],
    retention: { ...keepAll, maxTasks, maxHistory },
    lasting: lastingViews,
    report: (error) => expect(error).toBeUndefined(),
  });
}

describe('of a task that is kept the newest facts stay', { timeout: 60_000 }, () => {
  test('and all that counts is exact', () => {
    fc.assert(
      fc.property(acts, (life) => {
        const [thin, whole] = [new Long(1).live(life), new Long(Number.POSITIVE_INFINITY).live(life)];
        expect(exact(thin.tracker)).toEqual(exact(whole.tracker));
        for (const { id } of whole.tracker.list()) expect(thin.tracker.history(id)).toEqual(whole.tracker.history(id));
        expect([...thin.tracker.facts()].filter(isNoSign)).toEqual([...whole.journal.read()].filter(isNoSign));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('at any moment, also where it is restored and goes on', () => {
    fc.assert(
      fc.property(acts, fc.nat(), fc.nat(3), (life, pick, maxTasks) => {
        const { journal, clock } = new Long(Number.POSITIVE_INFINITY).live(life);
        const facts = [...journal.read()];
        const cut = pick % (facts.length + 1);
        const [whole, thin, restored] = [Number.POSITIVE_INFINITY, 1, 1].map((most) =>
          engineAt(clock, maxTasks, most),
        ) as [Engine, Engine, Engine];
        whole.replay(facts);
        thin.replay(facts.slice(0, cut));
        if (pick % 2 === 0) readerOf(thin.ledger).timingSummary();
        thin.ledger.settle();
        expect(restored.restore(JSON.parse(JSON.stringify(thin.save().parts)) as never)).toBe(true);
        expect(everything(readerOf(restored.ledger), works)).toEqual(everything(readerOf(thin.ledger), works));
        expect(states(restored)).toEqual(states(thin));
        for (const engine of [thin, restored]) {
          engine.replay(facts.slice(cut));
          expect(exact(readerOf(engine.ledger))).toEqual(exact(readerOf(whole.ledger)));
          expect(states(engine)).toEqual(states(whole));
        }
        const { floor, seq } = thin.ledger;
        const moment = floor + (pick % (seq - floor + 1));
        if (maxTasks > 2) {
          const [then, wholeThen] = [thin, whole].map(({ ledger }) => exact(readerOf(ledger.upTo(moment)), 1));
          expect(then).toEqual(wholeThen);
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

/** Of open tasks: what they are judged by. */
function states({ ledger }: Engine): unknown {
  const open = [...ledger.entities()].filter(({ state }) => state.phase !== 'done');
  return open.map(({ position, state }) => [position, state]);
}

function isNoSign({ type }: Fact): boolean {
  return type !== 'heartbeat' && type !== 'progressed';
}

test('a task that moves a hundred thousand times is held in bounded memory', { timeout: 60_000 }, () => {
  const tracker = new Tracker({ clock: new FakeClock(1_000_000), timers: 'host', retention: { maxHistory: 100 } });
  const task = tracker.task('server');
  task.start();
  for (let at = 0; at < 50_000; at++) {
    task.retry({ reason: 'attempt_timeout' });
    if (at % 10 === 0) task.note('again');
    task.start();
    if (at % 5 === 0) task.time('step').end();
  }
  expect(task.history.length).toBeLessThan(210);
  expect(task.history[0]).toMatchObject({ stage: 'pending', seq: 2 });
  expect(task.attempt).toBe(50_001);
  expect(tracker.timings().length).toBeLessThan(420);
  expect(task.annotations.length).toBeLessThan(210);
  expect(tracker.counts()).toEqual({ running: 1 });
  expect(tracker.work('server').status()).toMatchObject({ stage: 'running', runs: 1, count: 1 });
  const [server, step] = tracker.timingSummary();
  expect([server?.count, step?.count]).toEqual([50_001, 10_000]);
  expect(tracker.health().dropped['history']).toBeGreaterThan(100_000);
  task.succeed();
  expect(tracker.work('server').timings()).toMatchObject({ count: 50_001 });
  expect(tracker.counts()).toEqual({ succeeded: 1 });
});

test('what is asked of a task and refused, said after its end, or set again and again is held in bounded memory', () => {
  const tracker = new Tracker({ clock: new FakeClock(1_000_000), timers: 'host', retention: { maxHistory: 100 } });
  const [open, done] = [tracker.task('open'), tracker.task('done')];
  for (const task of [open, done]) task.start();
  done.succeed('out');
  open.setMetadata({ first: true });
  for (let at = 0; at < 10_000; at++) {
    for (const task of [open, done]) refuse(task);
    open.setMetadata({ at, [`key ${at % 7}`]: at });
    done.note(`note ${at}`);
  }
  tracker.counts();
  expect(tracker.rejections().length).toBeLessThan(420);
  expect(done.annotations.length).toBeLessThan(210);
  expect(tracker.rejections().at(-1)).toMatchObject({ taskId: done.id, from: 'succeeded', to: 'not_started' });
  expect(open.metadata).toEqual({
    first: true,
    at: 9999,
    ...Object.fromEntries(Array.from({ length: 7 }, (_, back) => [`key ${(9999 - back) % 7}`, 9999 - back])),
  });
  expect(done.status()).toMatchObject({ stage: 'succeeded', result: 'out' });
  expect(done.annotations.at(-1)).toMatchObject({ message: 'note 9999' });
  expect(tracker.health().dropped['history']).toBeGreaterThan(39_000);
});
