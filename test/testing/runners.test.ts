import { afterAll, describe, expect, test } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import { register } from '../../src/testing/jest.ts';
import { announce, finishWith } from '../../src/testing/runner.ts';

/** The runner is one for the process, and other test files share it. */
afterAll(() => finishWith(() => undefined));

describe("Vitest's expect", () => {
  const finished: string[] = [];

  test('has the matchers once the module is loaded', async () => {
    await import('../../src/testing-vitest.ts');
    const { tracker } = testTracker();
    const load = tracker.track('load', async () => 'rows');
    await load();
    expect(load.work).toHaveStage('succeeded');
    expect(load.work.latest).toHavePassed('pending', 'running', 'succeeded');
    expect(load.work.latest).toHaveStatus({ attempt: 1, result: 'rows' });
    expect(load.work.latest).not.toHaveFailedWith({ reason: 'user_exception' });
    expect(tracker).toHaveNoRejections();
    expect(tracker).toHaveTree('load: succeeded');
    expect(() => expect(load.work).toHaveStage('failed')).toThrow('load: pending → running → succeeded');
    expect(() => expect(load.work).not.toHaveStage('succeeded')).toThrow("expected load not to be 'succeeded'");
    announce({ finish: async () => void finished.push('first') });
  });

  test('finishes what a test made when it ends', () => {
    expect(finished).toEqual(['first']);
  });
});

describe('Jest, or what looks like it', () => {
  test('gets the matchers, and a hook that finishes what a test made', async () => {
    const added: string[] = [];
    const hooks: (() => Promise<void>)[] = [];
    register({
      expect: { extend: (matchers) => void added.push(...Object.keys(matchers)) },
      afterEach: (hook) => void hooks.push(hook),
    });
    expect(added).toContain('toHavePassed');
    testTracker({ openTasks: 'refuse' }).tracker.task('forgotten');
    await expect(hooks[0]?.()).rejects.toMatchObject({ code: 'open_tasks' });
    await hooks[0]?.();
  });

  test('nothing is done where its globals are missing', async () => {
    await import('../../src/testing-jest.ts');
    testTracker().tracker.task('nobody finishes it');
  });
});
