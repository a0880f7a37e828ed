import { it } from 'vitest';
import type { Task } from '../../src/tracker/task.ts';
import type { Tracker } from '../../src/tracker/tracker.ts';
  it.each([
    ['failed', (task: Task) => task.fail(new Error('no'))],
    ['stopped', (task: Task) => void task.stop()],
  ] as const)('of a task that', async (stage, end) => {
    const tracker = null as never as Tracker;
    const load = tracker.track('load', (...args: unknown[]) => (args ? Promise.resolve(2) : Promise.resolve('fine')));
    const old = load.start(3);
    end(old);
  });
