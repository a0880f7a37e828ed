import { describe, expect, it } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import { type Deferred, deferred, endless, marks, rejection, thrown } from './rig.ts';

/** Bodies that the test ends, in order of their beginning. */
function bodies() {
  const begun: { readonly id: number; readonly wait: Deferred<number> }[] = [];
  const body = (id: number) => {
    const wait = deferred<number>();
    begun.push({ id, wait });
    return wait.promise;
  };
  const order = () => begun.map(({ id }) => id);
  const end = (id: number) => begun.find((one) => one.id === id)?.wait.resolve(id);
  return { body, order, end };
}

describe('concurrency', () => {
  it('lets n run; the rest wait as pending (queued), first come first served', async () => {
    const { tracker, clock } = testTracker();
    const { body, order, end } = bodies();
    const load = tracker.track('load', body, { concurrency: 2 });
    const tasks = [1, 2, 3, 4, 5].map((id) => load.start(id));
    expect(order()).toEqual([1, 2]);
    expect(tasks.map((task) => marks(task).at(-1))).toEqual([
      'running',
      'running',
      ...Array(3).fill('pending (queued)'),
    ]);
    end(2);
    await clock.advance(0);
    expect(order()).toEqual([1, 2, 3]);
    for (const id of [1, 3, 4, 5]) {
      end(id);
      await clock.advance(0);
    }
    expect(await Promise.all(tasks.map((task) => task.result()))).toEqual([1, 2, 3, 4, 5]);
    expect(order()).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives a slot back for every kind of end', async () => {
    const { tracker, clock } = testTracker();
    const ends: [string, (task: ReturnType<typeof load.start>) => void | Promise<void>][] = [
      ['failed', (task) => task.fail(new Error('no'))],
      ['succeeded', (task) => task.succeed(1)],
      ['skipped', (task) => task.skip()],
      ['cancelled', (task) => void task.cancel()],
      ['stopped', (task) => void task.stop()],
      ['timed_out', () => clock.advance(1000)],
    ];
    const load = tracker.track('load', (): Promise<number> => endless(), { concurrency: 1, grace: 0, timeout: 1000 });
    const tasks = [...ends, ends[0]!].map(() => load.start());
    for (const [at, [stage, end]] of ends.entries()) {
      await end(tasks[at]!);
      await clock.advance(0);
      expect(tasks[at]!.status().stage).toBe(stage);
      expect(tasks[at + 1]!.status().stage).toBe('running');
    }
    tasks.at(-1)!.succeed(0);
  });

  it('passes over those that have ended in the line', async () => {
    const { tracker, clock } = testTracker();
    const { body, order, end } = bodies();
    const load = tracker.track('load', body, { concurrency: 1 });
    const [, second] = [1, 2, 3].map((id) => load.start(id));
    second!.cancel();
    end(1);
    await clock.advance(0);
    expect(order()).toEqual([1, 3]);
    end(3);
    await clock.advance(0);
  });

  it('maxPending refuses more with QueueFullError, and a refused call leaves no task behind', async () => {
    const { tracker, facts, clock } = testTracker();
    const { body, end } = bodies();
    const load = tracker.track('load', body, { concurrency: 1, maxPending: 1 });
    const [, second] = [load.start(1), load.start(2)];
    const before = facts().length;
    expect(await rejection(load(3))).toMatchObject({
      name: 'QueueFullError',
      code: 'queue_full',
      fix: expect.any(String),
    });
    expect(thrown(() => load.start(3))).toMatchObject({ code: 'queue_full' });
    expect(facts()).toHaveLength(before);
    second.cancel();
    load.start(4);
    end(1);
    await clock.advance(0);
    end(4);
    await clock.advance(0);
  });

  it('does not make a call wait for its own caller', async () => {
    const { tracker } = testTracker();
    const down: (n: number) => Promise<number> = tracker.track(
      'down',
      async (n: number): Promise<number> => (n === 0 ? 0 : 1 + (await down(n - 1))),
      { concurrency: 1 },
    );
    expect(await down(3)).toBe(3);
  });

  it('does not make it wait either where the caller is named as parent only', async () => {
    const { tracker } = testTracker({ context: 'explicit' });
    const leaf = tracker.track('work', async (): Promise<string> => 'leaf', { concurrency: 1 });
    expect(await tracker.run('work', (task) => leaf.with({ parent: task })(), { concurrency: 1 })).toBe('leaf');
  });

  it('belongs to the name: two functions of one name share it, and `with` is for one call', async () => {
    const { tracker, clock } = testTracker();
    const { body, order, end } = bodies();
    const one = tracker.track('load', body, { concurrency: 1 });
    const other = tracker.track('load', body, { concurrency: 1 });
    one.start(1);
    other.start(2);
    expect(order()).toEqual([1]);
    end(1);
    await clock.advance(0);
    one.with({ concurrency: 3 }).start(3);
    other.start(4);
    expect(order()).toEqual([1, 2, 3]);
    for (const id of [2, 3, 4]) {
      end(id);
      await clock.advance(0);
    }
    expect(order()).toEqual([1, 2, 3, 4]);
  });

  it('that is raised by another track lets those in first who wait', async () => {
    const { tracker, clock } = testTracker();
    const { body, order, end } = bodies();
    const load = tracker.track('load', body, { concurrency: 1 });
    [1, 2, 3].map((id) => load.start(id));
    tracker.track('load', body, { concurrency: 2 });
    load.start(4);
    expect(order()).toEqual([1, 2]);
    for (const id of [1, 2, 3, 4]) {
      end(id);
      await clock.advance(0);
    }
    expect(order()).toEqual([1, 2, 3, 4]);
  });

  it('admits thousands who wait, each once', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', async (n: number) => n, { concurrency: 1, maxPending: 5000 });
    const results = Promise.all(Array.from({ length: 3000 }, (_, n) => load(n)));
    await clock.advance(0);
    expect((await results).at(-1)).toBe(2999);
  });
});
