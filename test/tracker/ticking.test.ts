import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/model/facts.ts';
import { testTracker } from '../../src/testing.ts';
import type { Tick } from '../../src/tracker/ticking.ts';
import { deferred, endless, marks, rejection } from './rig.ts';

describe('tick', () => {
  it('returns what happened since its last call, and how things stand', async () => {
    const { tracker, clock } = testTracker();
    expect(tracker.tick()).toEqual({ now: clock.now(), seq: 0, facts: [], counts: {}, active: 0, idle: true });
    const task = tracker.track('load', endless, { timeout: { seconds: 1 } }).start();
    const tick = tracker.tick();
    expect(tick).toMatchObject({
      seq: 3,
      counts: { running: 1 },
      active: 1,
      idle: false,
      nextDueAt: clock.now() + 1000,
    });
    expect(tick.facts.map(({ type }) => type)).toEqual(['task_created', 'stage_changed', 'stage_changed']);
    expect(Object.isFrozen(tick) && Object.isFrozen(tick.facts)).toBe(true);
    expect(tracker.tick().facts).toEqual([]);
    await clock.advance(1000);
    expect(tracker.tick()).toMatchObject({ counts: { timed_out: 1 }, idle: true });
    expect(task.isSettled).toBe(true);
  });

  it("does all work that is due with timers: 'host', and nothing falls due without it", async () => {
    const { tracker, clock } = testTracker({ timers: 'host' });
    const limited = tracker.track('limited', endless, { timeout: 10 }).start();
    let tries = 0;
    const retried = tracker
      .track(
        'retried',
        async () => {
          if (++tries === 1) throw new Error('no');
        },
        { retries: { times: 1, delay: 10 } },
      )
      .start();
    const cancelled = tracker.track('cancelled', endless, { grace: 10 }).start();
    cancelled.cancel();
    await clock.advance(100);
    expect([limited, retried, cancelled].map((task) => task.status().stage)).toEqual([
      'running',
      'retrying',
      'running',
    ]);
    expect(tracker.tick().nextDueAt).toBeUndefined();
    await clock.advance(0);
    expect([limited, retried, cancelled].map((task) => task.status().stage)).toEqual([
      'timed_out',
      'succeeded',
      'cancelled',
    ]);
  });

  it('starts a once function once, however often it is called', async () => {
    const { tracker, clock } = testTracker();
    const wait = deferred<string>();
    const train = tracker.track('train', (_epoch: number) => wait.promise, { once: true });
    const seen: (string | undefined)[] = [];
    for (let at = 0; at < 4; at++) {
      train.start(1);
      tracker.tick();
      seen.push(train.work.status().stage);
      if (at === 1) wait.resolve('done');
      await clock.advance(10);
    }
    expect(seen).toEqual(['running', 'running', 'succeeded', 'succeeded']);
    expect(train.work.tasks).toHaveLength(1);
  });

  it('is idle while tasks are paused or not started', () => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    tracker.task('a');
    const task = tracker.task('b');
    task.queue();
    expect(tracker.tick().idle).toBe(false);
    task.pause();
    expect(tracker.tick().idle).toBe(true);
  });
});

describe('loop', () => {
  it('ticks again and again, each loop with a cursor of its own', async () => {
    const { tracker, clock } = testTracker();
    const ticks: Tick[][] = [[], []];
    const controller = new AbortController();
    const loops = ticks.map(async (kept, at) => {
      for await (const tick of tracker.loop({ every: at === 0 ? 10 : { seconds: 1 }, signal: controller.signal }))
        kept.push(tick);
    });
    const task = tracker.task('a');
    await clock.advance(35);
    task.queue();
    await clock.advance(1000);
    controller.abort();
    await clock.advance(0);
    await Promise.all(loops);
    const facts = ticks.map((kept) => kept.flatMap((tick) => tick.facts.map(({ seq }) => seq)));
    expect(facts[0]).toEqual([1, 2]);
    expect(facts[1]).toEqual([1, 2]);
    expect(ticks[0]!.length).toBeGreaterThan(100);
    expect(ticks[1]).toHaveLength(2);
    task.cancel();
  });

  it('ends with the first idle tick with untilIdle, without waiting for the next beat', async () => {
    const { tracker, clock } = testTracker();
    const wait = deferred();
    const load = tracker.track('load', () => wait.promise);
    load.start();
    const counts: unknown[] = [];
    const looping = (async () => {
      for await (const tick of tracker.loop({ every: { hours: 1 }, untilIdle: true })) counts.push(tick.counts);
    })();
    await clock.advance(0);
    wait.resolve();
    await looping;
    expect(counts).toEqual([{ running: 1 }, { succeeded: 1 }]);
  });

  it('ends when its consumer breaks out of it', async () => {
    const { tracker } = testTracker();
    let ticks = 0;
    for await (const _ of tracker.loop()) if (++ticks === 1) break;
    expect(ticks).toBe(1);
  });

  it('refuses what is no length of time', async () => {
    const { tracker } = testTracker();
    const next = tracker.loop({ every: -1 })[Symbol.asyncIterator]().next();
    expect(await rejection(next)).toMatchObject({ name: 'ValidationError' });
  });
});

describe('tracker.until', () => {
  it('resolves with the first look at which the test holds', async () => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    expect(await tracker.until(({ idle }) => idle)).toMatchObject({ idle: true });
    const busy = tracker.until(({ active }) => active === 2);
    const [one, two] = [tracker.task('a'), tracker.task('b')];
    one.start();
    two.start();
    expect(await busy).toMatchObject({ active: 2, counts: { running: 2 } });
  });

  it('rejects by timeout, by signal, and with what the test throws', async () => {
    const { tracker, clock } = testTracker();
    const late = rejection(tracker.until(() => false, { timeout: 10 }));
    await clock.advance(10);
    expect(await late).toMatchObject({ name: 'TimeoutError', code: 'until_timeout' });
    expect(await rejection(tracker.until(() => false, { signal: AbortSignal.abort(new Error('left')) }))).toMatchObject(
      { message: 'left' },
    );
    const boom = new Error('in the test');
    expect(
      await rejection(
        tracker.until(() => {
          throw boom;
        }),
      ),
    ).toBe(boom);
    expect(await rejection(tracker.until(() => false, { timeout: -1 }))).toMatchObject({ name: 'ValidationError' });
  });
});

describe('stream', () => {
  async function take(facts: AsyncIterable<Fact>, count: number): Promise<readonly Fact[]> {
    const taken: Fact[] = [];
    for await (const fact of facts) if (taken.push(fact) === count) break;
    return taken;
  }

  it('gives a reader that comes late what it missed, then what comes, nothing twice', async () => {
    const { tracker } = testTracker();
    const task = tracker.task('a');
    task.queue();
    const reading = take(tracker.stream(), 4);
    await Promise.resolve();
    task.start();
    task.succeed();
    expect((await reading).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect((await take(tracker.stream({ since: 2 }), 2)).map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('keeps a slow reader bounded: signs of life are merged, transitions are not', async () => {
    const { tracker } = testTracker();
    const [a, b] = [tracker.task('a'), tracker.task('b')];
    const stream = tracker.stream()[Symbol.asyncIterator]();
    for (const task of [a, b]) task.start();
    for (let done = 1; done <= 100; done++) for (const task of [a, b]) task.reportProgress(done);
    a.heartbeat();
    a.heartbeat();
    for (const task of [a, b]) task.succeed();
    const types: string[] = [];
    for (let at = 0; at < 11; at++) types.push(((await stream.next()).value as Fact).type);
    await stream.return?.(undefined);
    expect(types.filter((type) => type === 'stage_changed')).toHaveLength(6);
    expect(types.filter((type) => type === 'progressed')).toHaveLength(2);
    expect(types.filter((type) => type === 'heartbeat')).toHaveLength(1);
  });

  it('takes a filter and a signal', async () => {
    const { tracker, clock } = testTracker();
    const controller = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const fact of tracker.stream({ filter: { name: 'b' }, signal: controller.signal }))
        seen.push(fact.type);
    })();
    for (const name of ['a', 'b']) tracker.task(name).cancel();
    await clock.advance(0);
    controller.abort();
    await reading;
    expect(seen).toEqual(['task_created', 'stage_changed']);
  });

  it('takes the id of one task', async () => {
    const { tracker } = testTracker();
    const [one, two] = [tracker.task('a'), tracker.task('b')];
    for (const task of [one, two]) task.cancel();
    const facts = await take(tracker.stream({ filter: { id: two.id } }), 2);
    expect(facts.map(({ taskId }) => taskId)).toEqual([two.id, two.id]);
  });

  it('refuses a cursor that is none', async () => {
    const { tracker } = testTracker();
    for (const since of [-1, Number.NaN, 0.5, '1']) {
      const next = tracker
        .stream({ since: since as number })
        [Symbol.asyncIterator]()
        .next();
      expect(await rejection(next)).toMatchObject({ name: 'ValidationError', code: 'invalid_option' });
    }
    expect(
      await rejection(
        tracker
          .stream({ filter: { nam: 'x' } as never })
          [Symbol.asyncIterator]()
          .next(),
      ),
    ).toMatchObject({ code: 'unknown_option' });
  });
});

describe('the idiom of a flow', () => {
  it('reads the status of its works', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', async () => 'rows', { once: true });
    const train = tracker.track('train', async (rows: string) => rows.length, { once: true });
    const stages: (readonly string[])[] = [];
    for (let at = 0; at < 4 && !train.work.hasSucceeded; at++) {
      const loading = load.start();
      if (load.work.hasSucceeded) train.start(await loading.result());
      tracker.tick();
      await clock.advance(1);
      stages.push(tracker.list().map((task) => marks(task).at(-1)!));
    }
    expect(stages).toEqual([['succeeded'], ['succeeded', 'succeeded']]);
  });
});
