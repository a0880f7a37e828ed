import { expect, test } from 'vitest';
import { defineLifecycle, type Task, taskLifecycle } from '../../src/index.ts';
import { coverPaths, type Route, testTracker } from '../../src/testing.ts';

const article = defineLifecycle({
  name: 'article',
  stages: {
    draft: { phase: 'idle', to: ['review', 'dropped'] },
    review: { phase: 'active', to: ['published', 'dropped'] },
    published: { phase: 'done', outcome: 'success' },
    dropped: { phase: 'done', outcome: 'failure' },
  },
});

/** As a program might: it forgets that a draft can be dropped. */
function write(path: Route, knows: readonly string[]) {
  const task = testTracker({ openTasks: 'allow' }).tracker.task('essay', { lifecycle: article }) as unknown as Task;
  for (const [at, stage] of path.slice(1).entries()) {
    if (knows.includes(`${path[at]} ${stage}`)) task.transition(path[at] as never, stage as never);
  }
  return task;
}

test('every path of a lifecycle is walked', async () => {
  const walked: Route[] = [];
  const { paths, differing } = await coverPaths(article, (path) => {
    walked.push(path);
    return write(path, ['draft review', 'draft dropped', 'review published', 'review dropped']);
  });
  expect(paths).toBe(3);
  expect(walked).toEqual([
    ['draft', 'review', 'published'],
    ['draft', 'review', 'dropped'],
    ['draft', 'dropped'],
  ]);
  expect(differing).toEqual([]);
});

test('a path that the code does not walk is told', async () => {
  const { differing } = await coverPaths(article, async (path) => write(path, ['draft review', 'review published']));
  expect(differing).toEqual([
    { path: ['draft', 'review', 'dropped'], expected: ['review', 'dropped'], passed: ['review'] },
    { path: ['draft', 'dropped'], expected: ['dropped'], passed: [] },
  ]);
});

test('a drive that throws differs', async () => {
  const error = new Error('no such button');
  const { differing } = await coverPaths(article, () => {
    throw error;
  });
  expect(differing).toHaveLength(3);
  expect(differing[0]).toEqual({ path: ['draft', 'review', 'published'], expected: ['review', 'published'], error });
});

test('the tracker walks every path of the default lifecycle', async () => {
  const { paths, differing } = await coverPaths(taskLifecycle, (path) => {
    const task = testTracker({ openTasks: 'allow' }).tracker.task('any');
    for (const stage of path.slice(1)) task.transition(task.status().stage as never, stage as never, { error: 'x' });
    return task;
  });
  expect(paths).toBeGreaterThan(100);
  expect(differing).toEqual([]);
});
