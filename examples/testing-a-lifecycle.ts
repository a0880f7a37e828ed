/** A lifecycle of one's own, tested: its rules on paper, then every path of it against the code that walks it. */
import { strict as assert } from 'node:assert';
import { defineLifecycle } from 'worktrail';
import { coverPaths, explore, given, testTracker } from 'worktrail/testing';

const article = defineLifecycle({
  name: 'article',
  stages: {
    draft: { phase: 'idle', to: ['review', 'dropped'] },
    review: { phase: 'active', to: ['draft', 'published', 'dropped'] },
    published: { phase: 'done', outcome: 'success' },
    dropped: { phase: 'done', outcome: 'failure' },
  },
});

given(article).at('draft').when('review').thenMoved('review');
given(article).at('review').when('succeed').thenMoved('published');
given(article).at('published').when('draft').thenRefused('illegal');

const { unreachable, traps, simplePaths } = explore(article);
assert.deepEqual([unreachable, traps], [[], []]);
for (const path of simplePaths()) console.log(path.join(' → '));

/** The code under test. It forgets that a draft can be dropped. */
function walk(path: readonly string[]) {
  const task = testTracker().tracker.task('essay', { lifecycle: article });
  for (const stage of path.slice(1)) {
    if (stage === 'review') task.start();
    if (stage === 'published') task.succeed();
    if (stage === 'dropped' && task.status().stage === 'review') task.fail('not good enough');
  }
  return task;
}

const { paths, differing } = await coverPaths(article, walk);
for (const { path, passed } of differing)
  console.log(`not walked: ${path.join(' → ')}, but ${passed?.join(' → ') || 'nothing'}`);
console.log(`${paths} paths, ${differing.length} not walked`);
