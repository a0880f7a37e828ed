import { describe, expect, test } from 'vitest';
import { defineLifecycle, taskLifecycle } from '../../src/index.ts';
import { type Explorable, explore, given } from '../../src/testing.ts';

const article = defineLifecycle({
  name: 'article',
  stages: {
    draft: { phase: 'idle', to: ['review'] },
    review: { phase: 'active', to: ['draft', 'published', 'rejected'] },
    published: { phase: 'done', outcome: 'success' },
    rejected: { phase: 'done', outcome: 'failure' },
  },
});

describe('the default lifecycle', () => {
  const at = (stage: string) => given(taskLifecycle).at(stage);

  test('commands move a task along its roads', () => {
    at('not_started').when('queue').thenMoved('pending');
    at('not_started').when('start').thenMoved('pending', 'running');
    at('pending').when('start').thenMoved('running');
    at('running').when('succeed').thenMoved('succeeded');
    at('running').when('fail').thenMoved('failed');
    at('running').when('retry').thenMoved('retrying');
    at('running').when('pause').thenMoved('paused');
    at('paused').when('resume').thenMoved('running');
    at('interrupted').when('resume').thenMoved('running');
    at('running').when('cancel').thenMoved('cancelled');
    at('running').when('stop').thenMoved('stopped');
    at('not_started').when('skip').thenMoved('skipped');
    at('running').when('timed_out').thenMoved('timed_out');
  });

  test('what is refused', () => {
    at('succeeded').when('start').thenRefused('illegal');
    at('not_started').when('stop').thenRefused('illegal');
    at('running').when('pending').thenRefused('illegal');
    at('running').when('nowhere').thenRefused('illegal');
    at('running').when('pending → succeeded').thenRefused('stale');
    at('running').when('pending -> succeeded').thenRefused('stale');
  });

  test('what changes nothing', () => {
    at('running').when('start').thenNothing();
    at('succeeded').when('cancel').thenNothing();
    at('succeeded').when('stop').thenNothing();
  });

  test('each road of the table is one, and no other', () => {
    for (const from of taskLifecycle.stages) {
      for (const to of taskLifecycle.stages.filter((stage) => stage !== from)) {
        const then = at(from).when(`${from} → ${to}`);
        if (!taskLifecycle.canMove(from, to)) then.thenRefused('illegal');
        else if (from === 'not_started' && to === 'running') then.thenMoved('pending', 'running');
        else then.thenMoved(to);
      }
    }
  });
});

test('an own lifecycle', () => {
  given(article).at('draft').when('review').thenMoved('review');
  given(article).at('draft').when('start').thenMoved('review');
  given(article).at('review').when('succeed').thenMoved('published');
  given(article).at('review').when('draft').thenMoved('draft');
  given(article).at('review').when('cancel').thenMoved('rejected');
  given(article).at('published').when('draft').thenRefused('illegal');
});

describe('a check that fails says what came instead', () => {
  const at = given(taskLifecycle).at('running');
  test.each([
    [
      () => at.when('succeed').thenMoved('failed'),
      "'succeed' of a task in 'running' moved to failed, but it moved to succeeded",
    ],
    [() => at.when('succeed').thenNothing(), 'moved nothing, but it moved to succeeded'],
    [() => at.when('succeed').thenRefused('illegal'), 'was refused (illegal), but it moved to succeeded'],
    [() => at.when('start').thenMoved('running'), 'but it moved nothing'],
    [() => at.when('start').thenMoved(), 'but it moved nothing'],
    [
      () => at.when('queue').thenMoved('pending'),
      "was refused (illegal): A task in 'running' cannot move to 'pending'",
    ],
    [() => at.when('queue').thenRefused('stale'), 'was refused (stale), but it was refused (illegal)'],
    [() => given(taskLifecycle).at('failed').when('start').thenMoved('running'), 'Legal are: none'],
  ])('%#', (check, message) => {
    expect(check).toThrow(message);
  });

  test('a stage that there is not', () => {
    expect(() => given(article).at('printed')).not.toThrow();
    expect(() => given(article).at('printed').when('review')).toThrow(
      "No task of lifecycle 'article' comes to 'printed'",
    );
  });
});

describe('explore', () => {
  test('the default lifecycle has no stage that cannot be reached, and no trap', () => {
    const { unreachable, traps, shortestPaths, simplePaths, toMermaid } = explore(taskLifecycle);
    expect([unreachable, traps]).toEqual([[], []]);
    expect(shortestPaths()).toContainEqual(['not_started', 'running', 'succeeded']);
    expect(shortestPaths()).toHaveLength(taskLifecycle.stages.length);
    expect(simplePaths().every((path) => taskLifecycle.next(path.at(-1) as string).length === 0)).toBe(true);
    expect(new Set(simplePaths().map(String)).size).toBe(simplePaths().length);
    expect(toMermaid()).toContain('stateDiagram');
  });

  test('all paths of an own lifecycle', () => {
    expect(explore(article).shortestPaths()).toEqual([
      ['draft'],
      ['draft', 'review'],
      ['draft', 'review', 'published'],
      ['draft', 'review', 'rejected'],
    ]);
    expect(explore(article).simplePaths()).toEqual([
      ['draft', 'review', 'published'],
      ['draft', 'review', 'rejected'],
    ]);
  });

  test('a lifecycle that was made by hand may have islands and traps', () => {
    const roads: Readonly<Record<string, readonly string[]>> = {
      start: ['loop', 'end'],
      loop: ['loop2'],
      loop2: ['loop'],
      end: [],
      island: ['end'],
    };
    const handmade: Explorable = {
      initial: 'start',
      stages: Object.keys(roads),
      next: (from) => roads[from] ?? [],
      phaseOf: (stage) => (stage === 'end' ? 'done' : 'active'),
      toMermaid: () => '',
    };
    expect(explore(handmade)).toMatchObject({ unreachable: ['island'], traps: ['loop', 'loop2'] });
  });
});
