import { defineLifecycle } from '../../src/index.ts';
import { gate, ignore, story } from './story.ts';

story('a task that the host drives', async ({ tracker, clock }) => {
  const task = tracker.task<string>('import', { tags: ['csv'] });
  task.queue({ reason: 'requesting_resource', message: 'waiting for the license' });
  await clock.advance(250);
  task.start();
  task.pause({ reason: 'approval' });
  await clock.advance(1000);
  task.resume();
  task.retry({ error: new Error('rejected by the bank'), after: 500 });
  await clock.advance(500);
  task.start();
  task.succeed('done', { summary: '3 rows', schemas: 'bank;csv' });
});

story('refused commands leave a rejected fact', async ({ tracker }) => {
  const task = tracker.task('import');
  const attempts = [
    () => task.succeed(1),
    () => task.stop(),
    () => task.transition('pending', 'running'),
    () => task.start(),
    () => task.queue(),
    () => task.succeed(1),
    () => task.fail(new Error('too late')),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch {
      // the refusal shows in the record
    }
  }
});

story(
  'an observer of a foreign system does not throw',
  async ({ tracker }) => {
    const task = tracker.task('foreign');
    task.start();
    task.succeed(1);
    task.start();
    task.fail(new Error('said so afterwards'));
  },
  { onIllegal: 'record' },
);

story('an own lifecycle', async ({ tracker }) => {
  const article = defineLifecycle({
    name: 'article',
    stages: {
      draft: { phase: 'idle', to: ['review'] },
      review: { phase: 'active', to: ['draft', 'published', 'rejected'] },
      published: { phase: 'done', outcome: 'success' },
      rejected: { phase: 'done', outcome: 'failure' },
    },
  });
  const task = tracker.task('essay', { lifecycle: article });
  task.transition('draft', 'review');
  task.transition('review', 'draft', { reason: 'too_long' });
  task.transition('draft', 'review');
  task.transition('review', 'published', { result: 'page 1' });
});

story('a cancelled task of a lifecycle without a cancelled stage', async ({ tracker }) => {
  const build = defineLifecycle({
    name: 'build',
    stages: {
      waiting: { phase: 'waiting', to: ['building', 'broken'] },
      building: { phase: 'active', to: ['built', 'broken'] },
      built: { phase: 'done', outcome: 'success' },
      broken: { phase: 'done', outcome: 'failure' },
    },
  });
  const never = gate();
  const compile = tracker.track('compile', () => never.promise, { lifecycle: build });
  const task = compile.start();
  task.cancel('not needed');
  never.open();
  await task.result().catch(ignore);
});

story('a body that settles while it is paused', async ({ tracker, clock }) => {
  const work = gate<string>();
  const task = tracker.track('import', () => work.promise).start();
  await clock.advance(10);
  task.pause();
  await clock.advance(10);
  work.open('rows');
  await task.settled();
});

story('what a task observes and keeps', async ({ tracker }) => {
  await tracker.run('clean', async (task) => {
    task.observe('table', { rows: 3, columns: ['a', 'b'] });
    task.snapshot('as loaded');
    task.observe('table', { rows: 2, columns: ['a'] }, { transform: 'dropna' });
    task.observe('table', null);
  });
});

story('steps, progress, notes and metadata', async ({ tracker, clock }) => {
  const running = tracker.run('import', async (task) => {
    await task.step('parse', () => new Promise((resolve) => void clock.setTimer(() => resolve(1), 200, true)));
    await task.step('save', () => Promise.reject(new Error('disk full'))).catch(ignore);
    task.reportProgress(2, 4, { note: 'half', unit: 'files' });
    task.note('looked odd', { row: 7 });
    task.setMetadata({ owner: 'ada' });
    return 4;
  });
  await clock.advance(200);
  await running;
  tracker.find('import')?.invalidate('the file was replaced');
  tracker.work('import').setMetadata({ team: 'data' });
});
