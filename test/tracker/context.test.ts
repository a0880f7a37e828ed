import { setTimeout as soon } from 'node:timers';
import { describe, expect, it } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import type { Task } from '../../src/tracker/task.ts';
import { deferred } from './rig.ts';

describe('the task that the code is inside of', () => {
  it('is known across await, timers and promises', async () => {
    const { tracker } = testTracker();
    const seen: (string | undefined)[] = [];
    const look = () => void seen.push(tracker.current?.name);
    await tracker.run('outer', async () => {
      look();
      await Promise.resolve();
      look();
      await new Promise<void>((resolve) => void soon(resolve, 0));
      look();
      await Promise.all([
        Promise.resolve().then(look),
        new Promise<void>((resolve) => queueMicrotask(() => resolve(look()))),
      ]);
    });
    expect(seen).toEqual(Array(5).fill('outer'));
    expect(tracker.current).toBeUndefined();
  });

  it('becomes the parent of the calls made in it', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', async () => tracker.current?.path);
    const paths = await tracker.run('nightly', async () => [await load(), await load(), await load()]);
    expect(paths).toEqual(['nightly/load', 'nightly/load_1', 'nightly/load_2']);
    const nightly = tracker.find('nightly');
    expect(nightly?.children.map(({ path }) => path)).toEqual(paths);
    expect(nightly?.children[0]?.parent).toBe(nightly);
  });

  it('keeps two that run at once apart', async () => {
    const { tracker } = testTracker();
    const [a, b] = [deferred(), deferred()];
    const leaf = tracker.track('leaf', () => tracker.current?.path);
    const outer = (name: string, wait: Promise<void>) => tracker.run(name, () => wait.then(() => leaf()));
    const both = Promise.all([outer('a', a.promise), outer('b', b.promise)]);
    b.resolve();
    a.resolve();
    expect(await both).toEqual(['a/leaf', 'b/leaf']);
  });

  it('is left by `parent: null`, and another one is named by `parent`', async () => {
    const { tracker } = testTracker();
    const leaf = tracker.track('leaf', () => tracker.current?.path);
    const other = tracker.task('other');
    const paths = await tracker.run('outer', () =>
      Promise.all([leaf.with({ parent: null })(), leaf.with({ parent: other })()]),
    );
    expect(paths).toEqual(['leaf', 'other/leaf']);
    other.cancel();
  });

  it('begins roots with bare names, however often', async () => {
    const { tracker } = testTracker();
    const leaf = tracker.track('leaf', () => 1);
    await leaf();
    await leaf();
    expect(tracker.list().map(({ path }) => path)).toEqual(['leaf', 'leaf']);
  });

  it('counts suffixes anew in each attempt', async () => {
    const { tracker, clock } = testTracker();
    const leaf = tracker.track('leaf', () => 1);
    let attempts = 0;
    const outer = tracker.run(
      'outer',
      async () => {
        await leaf();
        await leaf();
        if (++attempts === 1) throw new Error('again');
      },
      { retries: 1 },
    );
    await clock.advance(0);
    await outer;
    expect(tracker.list({ name: 'leaf' }).map(({ path }) => path)).toEqual([
      'outer/leaf',
      'outer/leaf_1',
      'outer/leaf',
      'outer/leaf_1',
    ]);
  });

  it('does not take a suffix that is a name already', async () => {
    const { tracker } = testTracker();
    await tracker.run('outer', async () => {
      await tracker.run('leaf_1', () => 1);
      await tracker.run('leaf', () => 1);
      await tracker.run('leaf', () => 1);
    });
    expect(tracker.find('outer')?.children.map(({ path }) => path)).toEqual([
      'outer/leaf_1',
      'outer/leaf',
      'outer/leaf_2',
    ]);
  });

  it('is of each tracker by itself', async () => {
    const one = testTracker().tracker;
    const two = testTracker().tracker;
    await one.run('outer', async () => {
      expect(two.current).toBeUndefined();
      await two.run('inner', () => expect(one.current?.name).toBe('outer'));
    });
    expect(two.list()[0]?.path).toBe('inner');
  });

  it('is not ambient with context: explicit; the task is handed to the body', async () => {
    const { tracker } = testTracker({ context: 'explicit' });
    const leaf = tracker.track('leaf', () => tracker.current);
    const seen = await tracker.run(
      'outer',
      async (task) => [task.name, await leaf(), await leaf.with({ parent: task })()] as const,
    );
    expect(seen).toEqual(['outer', undefined, undefined]);
    expect(tracker.list().map(({ path }) => path)).toEqual(['outer', 'leaf', 'outer/leaf']);
  });

  it('takes no task of another tracker for a parent, whatever its id', () => {
    const other = testTracker({ openTasks: 'allow' }).tracker.task('same', { id: 'one' });
    const { tracker } = testTracker({ openTasks: 'allow' });
    tracker.task('same', { id: 'one' });
    expect(() => tracker.task('child', { parent: other })).toThrow(
      expect.objectContaining({ code: 'unknown_task', path: 'parent' }),
    );
    expect(() => tracker.cancel(other)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('lets an open child go on when its parent ends', async () => {
    const { tracker } = testTracker();
    const wait = deferred<number>();
    let child: Task | undefined;
    await tracker.run('outer', () => {
      child = tracker.track('inner', () => wait.promise).start();
    });
    expect(child?.status().stage).toBe('running');
    wait.resolve(1);
    expect(await child?.result()).toBe(1);
  });
});
