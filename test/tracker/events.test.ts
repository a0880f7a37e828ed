import { describe, expect, it, vi } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import { deferred, endless, rejection } from './rig.ts';

describe('an event', () => {
  it('of a transition has the task and both records', async () => {
    const { tracker } = testTracker();
    const seen: string[] = [];
    tracker.events.on(
      'transition',
      ({ seq, task, from, to }) => void seen.push(`${seq} ${task.path} ${from.stage} ${to.stage} ${to.seq === seq}`),
    );
    await tracker.track('load', () => 1)();
    expect(seen).toEqual([
      '2 load not_started pending true',
      '3 load pending running true',
      '4 load running succeeded true',
    ]);
  });

  it('of a stage comes for that stage only', async () => {
    const { tracker } = testTracker();
    const failed = vi.fn();
    tracker.events.on('stage:failed', ({ task, to }) => failed(task.name, to.error.message, to.reason));
    await tracker.track('good', () => 1)();
    await rejection(tracker.track('bad', () => Promise.reject(new Error('no')))());
    expect(failed.mock.calls).toEqual([['bad', 'no', 'user_exception']]);
  });

  it('comes for what is recorded beside the stage', () => {
    const { tracker } = testTracker();
    const seen: [string, object][] = [];
    for (const name of ['rejected', 'progress', 'metadata', 'change', 'snapshot', 'annotation', 'idle'] as const) {
      tracker.events.on(name, (event: object) => void seen.push([name, event]));
    }
    const task = tracker.task('load');
    task.start();
    task.reportProgress(1, 4, 'rows');
    task.setMetadata({ a: 1 });
    tracker.work('load').setMetadata({ b: 2 });
    task.observe('table', { rows: 1 });
    task.snapshot('half');
    task.note('look');
    expect(() => task.queue()).toThrow();
    task.succeed();
    task.stop('done');
    expect(seen.map(([name]) => name)).toEqual([
      'progress',
      'metadata',
      'metadata',
      'snapshot',
      'change',
      'snapshot',
      'annotation',
      'rejected',
      'snapshot',
      'idle',
      'annotation',
    ]);
    const events = Object.fromEntries(seen.toReversed());
    expect(events).toMatchObject({
      progress: { task, progress: { done: 1, total: 4, fraction: 0.25, note: 'rows' } },
      metadata: { task, patch: { a: 1 } },
      change: { task, target: 'table', changes: [{ type: 'CREATE', path: '/rows', after: 1 }] },
      annotation: { task, annotation: { kind: 'note', message: 'look' } },
      rejected: { task, from: 'running', to: 'pending', code: 'illegal', legal: expect.arrayContaining(['succeeded']) },
      idle: { seq: expect.any(Number) },
    });
    expect(seen[2]?.[1]).toMatchObject({ work: 'load', patch: { b: 2 } });
  });

  it('is told in the order of seq, also when a listener causes more', () => {
    const { tracker } = testTracker();
    const orders: number[][] = [[], []];
    tracker.events.on('transition', ({ seq, to, task }) => {
      orders[0]!.push(seq);
      if (to.stage === 'pending') task.note('a');
      if (to.stage === 'running') task.succeed();
      if (to.stage === 'succeeded' && task.name === 'one') tracker.task('two').start();
    });
    for (const name of ['transition', 'annotation'] as const)
      tracker.events.on(name, ({ seq }: { seq: number }) => void orders[1]!.push(seq));
    tracker.task('one').start();
    for (const order of orders) expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(tracker.counts()).toEqual({ succeeded: 2 });
    expect(orders[1]).toHaveLength(8);
  });

  it('shows live reads that have at least that fact, and its own from and to', () => {
    const { tracker } = testTracker();
    const seen: string[] = [];
    tracker.events.on('transition', ({ task, to }) => {
      if (to.stage === 'pending') task.cancel();
      seen.push(`${to.stage} ${task.status().stage}`);
    });
    tracker.task('load').queue();
    expect(seen).toEqual(['pending cancelled', 'cancelled cancelled']);
  });

  it('shows exactly that fact of a command that brings several, where no listener commands', () => {
    const { tracker } = testTracker();
    const seen: string[] = [];
    tracker.events.on(
      'transition',
      ({ task, to }) => void seen.push(`${to.stage} ${task.status().stage} ${JSON.stringify(tracker.counts())}`),
    );
    const task = tracker.task('load');
    task.start();
    expect(seen).toEqual(['pending pending {"pending":1}', 'running running {"running":1}']);
    task.cancel();
  });

  it('says idle when no task is waiting or active', async () => {
    const { tracker } = testTracker();
    const idle = vi.fn();
    tracker.events.on('idle', idle);
    const load = tracker.track('load', async () => 1);
    await Promise.all([load(), load()]);
    expect(idle).toHaveBeenCalledTimes(1);
    const task = tracker.task('x');
    task.start();
    task.pause();
    expect(idle).toHaveBeenCalledTimes(2);
    task.cancel();
  });
});

describe('a listener that throws', () => {
  const silent = () =>
    vi
      .spyOn(process, 'emitWarning')
      .mockImplementation(() => undefined)
      .mockClear();

  it('harms no other listener, no task and no caller; it is reported once, as a warning and as listenerError', async () => {
    const warned = silent();
    const { tracker } = testTracker();
    const errors: unknown[] = [];
    const others: string[] = [];
    const boom = new Error('in the listener');
    tracker.events.on('transition', () => {
      throw boom;
    });
    tracker.events.on('transition', ({ to }) => void others.push(to.stage));
    tracker.events.on('listenerError', (event) => void errors.push(event));
    expect(await tracker.track('load', () => 1)()).toBe(1);
    expect(others).toEqual(['pending', 'running', 'succeeded']);
    expect(errors).toEqual([{ error: boom, event: 'transition' }]);
    expect(warned).toHaveBeenCalledTimes(1);
    expect(warned.mock.calls[0]).toEqual([expect.stringContaining('in the listener'), 'WorktrailWarning']);
  });

  it('is reported once for each listener', () => {
    const warned = silent();
    const { tracker } = testTracker();
    for (const message of ['one', 'two']) {
      tracker.events.on('stage:pending', () => {
        throw new Error(message);
      });
    }
    for (const name of ['a', 'b']) {
      const task = tracker.task(name);
      task.queue();
      task.cancel();
    }
    expect(warned).toHaveBeenCalledTimes(2);
  });

  it('may be asynchronous, or the one for listenerError itself', async () => {
    const warned = silent();
    const { tracker, clock } = testTracker();
    const later: () => unknown = () => Promise.reject(new Error('later'));
    tracker.events.on('stage:pending', later);
    tracker.events.on('listenerError', () => {
      throw new Error('again');
    });
    const task = tracker.task('a');
    task.queue();
    await clock.advance(0);
    expect(warned).toHaveBeenCalledTimes(2);
    task.cancel();
  });

  it('is refused at once if it is no function', () => {
    const { tracker } = testTracker();
    expect(() => tracker.events.on('transition', 5 as never)).toThrow(
      expect.objectContaining({ name: 'ValidationError', code: 'not_a_function' }),
    );
  });

  it('can be taken away, also from one of two events', () => {
    const { tracker } = testTracker();
    const listener = vi.fn();
    tracker.events.on('stage:pending', listener);
    tracker.events.on('stage:cancelled', listener);
    tracker.events.off('stage:pending', listener);
    const task = tracker.task('a');
    task.queue();
    task.cancel();
    expect(listener.mock.calls.map(([event]) => (event as { to: { stage: string } }).to.stage)).toEqual(['cancelled']);
  });
});

describe('until', () => {
  it('counts what the task has passed already', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', () => 1);
    await load();
    const task = load.work.latest!;
    expect(await task.until('running')).toMatchObject({ stage: 'running', attempt: 1 });
    expect(await task.until(['failed', 'succeeded'])).toMatchObject({ stage: 'succeeded', result: 1 });
  });

  it('waits for what comes, also if it is left at once', async () => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    const running = task.until('running');
    tracker.events.on('stage:pending', (event) => event.task.start());
    tracker.events.on('stage:running', (event) => event.task.succeed());
    task.queue();
    expect(await running).toMatchObject({ stage: 'running' });
  });

  it("from 'now' waits for the next entry", async () => {
    const { tracker, clock } = testTracker();
    let attempts = 0;
    const task = tracker
      .track(
        'load',
        async () => {
          if (++attempts === 1) throw new Error('no');
          return attempts;
        },
        { retries: { times: 1, delay: 10 } },
      )
      .start();
    await clock.advance(0);
    const next = task.until('running', { from: 'now' });
    await clock.advance(10);
    expect(await next).toMatchObject({ stage: 'running', attempt: 2 });
    await task.settled();
    expect(await rejection(task.until('running', { from: 'now' }))).toMatchObject({ name: 'NotReachableError' });
  });

  it('rejects with NotReachableError when the stage cannot come any more', async () => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    const failed = rejection(task.until('failed'));
    task.start();
    task.succeed();
    expect(await failed).toMatchObject({
      name: 'NotReachableError',
      code: 'not_reachable',
      message: expect.stringContaining('succeeded'),
      fix: expect.any(String),
    });
    expect(await rejection(task.until('failed'))).toMatchObject({ code: 'not_reachable' });
  });

  it('ends by a signal or a timeout', async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const task = tracker.track('load', endless).start();
    const controller = new AbortController();
    const aborted = rejection(task.until('succeeded', { signal: controller.signal }));
    const late = rejection(task.until('succeeded', { timeout: { seconds: 1 } }));
    controller.abort(new Error('left'));
    expect(await aborted).toMatchObject({ message: 'left' });
    expect(await rejection(task.until('succeeded', { signal: controller.signal }))).toMatchObject({ message: 'left' });
    await clock.advance(1000);
    expect(await late).toMatchObject({ name: 'TimeoutError', code: 'until_timeout' });
  });

  it('refuses what is no stage', async () => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    const task = tracker.task('load');
    for (const stage of ['suceeded', [], 5]) {
      expect(await rejection(task.until(stage as never))).toMatchObject({
        name: 'ValidationError',
        code: 'unknown_stage',
        fix: expect.stringContaining('succeeded'),
      });
    }
  });
});

describe('settled and result', () => {
  it('give the end record and the value, before and after the end', async () => {
    const { tracker } = testTracker();
    const wait = deferred<number>();
    const task = tracker.track('load', () => wait.promise).start();
    const early = Promise.all([task.settled(), task.result()]);
    wait.resolve(1);
    const late = Promise.all([early, task.settled(), task.result()]);
    expect(await late).toMatchObject([[{ stage: 'succeeded' }, 1], { stage: 'succeeded' }, 1]);
  });

  it('settled() takes any end; result() rejects with what the call rejects with', async () => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    const [settled, result] = [task.settled(), rejection(task.result())];
    task.skip({ reason: 'nothing_to_do', message: 'no rows' });
    expect(await settled).toMatchObject({ stage: 'skipped' });
    expect(await result).toMatchObject({
      name: 'AbortError',
      code: 'skipped',
      message: expect.stringContaining('no rows'),
    });
    const failed = tracker.task('failed');
    const boom = { odd: true };
    failed.start();
    failed.fail(boom);
    expect(await rejection(failed.result())).toBe(boom);
  });

  it('leaves no unhandled rejection behind, where nobody asks for the result', async () => {
    const { tracker, clock } = testTracker();
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    tracker.track('load', () => Promise.reject(new Error('no'))).start();
    tracker.adopt('other', Promise.reject(new Error('no')));
    await clock.advance(0);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
