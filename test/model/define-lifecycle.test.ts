import { describe, expect, it } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import { NotFoundError, ValidationError } from '../../src/model/errors.ts';
import type { LifecycleDefinition } from '../../src/model/lifecycle.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

const article = defineLifecycle({
  name: 'article',
  stages: {
    draft: { phase: 'idle', to: ['review'] },
    review: { phase: 'active', to: ['draft', 'published', 'rejected'] },
    published: { phase: 'done', outcome: 'success' },
    rejected: { phase: 'done', outcome: 'failure' },
  },
});
const download = defineLifecycle({
  name: 'download',
  extends: taskLifecycle,
  stages: {
    downloading: { phase: 'active', from: ['running'], to: ['succeeded', 'failed', 'corrupt'] },
    corrupt: { phase: 'done', outcome: 'failure', from: ['running'] },
  },
});

/** Hides the literal from the compiler, which would refuse it: these definitions come from JavaScript. */
const define = (definition: unknown) => defineLifecycle(definition as LifecycleDefinition);
const failed = { phase: 'done', outcome: 'failure' };
const caught = (definition: unknown): ValidationError => {
  try {
    define(definition);
  } catch (error) {
    if (error instanceof ValidationError) return error;
  }
  throw new Error('it was not refused with a ValidationError');
};

describe('a lifecycle that stands alone', () => {
  it('begins in its first stage and keeps the order of the definition', () => {
    expect(article.initial).toBe('draft');
    expect(article.stages).toEqual(['draft', 'review', 'published', 'rejected']);
  });

  it('begins where `initial` says', () => {
    const stages = { a: { phase: 'waiting', to: ['b'] }, b: { phase: 'waiting', to: ['a', 'c'] }, c: failed };
    expect(define({ name: 'x', initial: 'b', stages }).initial).toBe('b');
  });

  it('counts a road once that is named at both ends', () => {
    const stages = { a: { phase: 'idle', to: ['b', 'b'] }, b: { ...failed, from: ['a'] } };
    expect(define({ name: 'x', stages }).next('a')).toEqual(['b']);
  });

  it('reaches a stage again only over a circle', () => {
    expect(article.canReach('draft', 'draft')).toBe(true);
    expect(article.canReach('published', 'published')).toBe(false);
    expect(article.canReach('draft', 'rejected')).toBe(true);
  });

  it('may call its stages like the properties of every object', () => {
    const stages = { constructor: { phase: 'idle', to: ['toString'] }, toString: failed };
    const odd = define({ name: 'x', stages });
    expect(odd.canMove('constructor', 'toString')).toBe(true);
    expect(odd.canMove('hasOwnProperty', 'toString')).toBe(false);
  });
});

describe('a lifecycle that extends another one', () => {
  it('inherits stages, roads and the initial stage', () => {
    expect(download.stages).toEqual([...taskLifecycle.stages, 'downloading', 'corrupt']);
    expect(download.initial).toBe('not_started');
    expect(download.next('paused')).toEqual(taskLifecycle.next('paused'));
    expect(download.outcomeOf('timed_out')).toBe('timeout');
  });

  it('gives an inherited stage roads to its own, and leaves the base as it was', () => {
    expect(download.next('running')).toEqual([...taskLifecycle.next('running'), 'downloading', 'corrupt']);
    expect(download.canMove('downloading', 'corrupt')).toBe(true);
    expect(taskLifecycle.canMove('running', 'downloading')).toBe(false);
  });

  it('can be extended again', () => {
    const checking = { phase: 'active', from: ['downloading'], to: ['corrupt', 'running'] } as const;
    const checked = defineLifecycle({ name: 'checked', extends: download, stages: { checking } });
    expect(checked.next('downloading')).toEqual(['succeeded', 'failed', 'corrupt', 'checking']);
    expect(checked.canReach('checking', 'timed_out')).toBe(true);
  });

  it('may add no stage at all, and a new beginning', () => {
    expect(define({ name: 'same', extends: taskLifecycle, stages: {} }).stages).toEqual(taskLifecycle.stages);
    const stages = { planned: { phase: 'idle', to: ['not_started'] } };
    expect(define({ name: 'planned', extends: taskLifecycle, initial: 'planned', stages }).initial).toBe('planned');
  });
});

describe('what is handed out', () => {
  it('is frozen', () => {
    const { definition } = article;
    const all = [article, article.stages, article.next('review'), definition, definition.stages];
    expect(all.every(Object.isFrozen)).toBe(true);
    expect(Object.isFrozen(definition.stages.review) && Object.isFrozen(definition.stages.review.to)).toBe(true);
    expect(article.next('review')).toBe(article.next('review'));
  });

  it('does not change with the object that was handed over, which is left unfrozen', () => {
    const stages = { a: { phase: 'idle', to: ['b'] }, b: { ...failed, from: ['a'] } };
    const lifecycle = define({ name: 'x', stages });
    stages.a.to.push('a');
    stages.b.from.push('b');
    expect(lifecycle.definition.stages).toEqual({ a: { phase: 'idle', to: ['b'] }, b: { ...failed, from: ['a'] } });
    expect(lifecycle.next('a')).toEqual(['b']);
  });

  it('answers for a stage that it does not have, as an old journal may name one', () => {
    expect(article.canMove('archived', 'draft')).toBe(false);
    expect(article.canReach('archived', 'draft')).toBe(false);
    expect(article.next('archived')).toEqual([]);
    expect(article.outcomeOf('archived')).toBeUndefined();
    expect(() => article.phaseOf('archived')).toThrow(NotFoundError);
    expect(() => article.phaseOf('archived')).toThrow(
      expect.objectContaining({
        code: 'not_found',
        message: "lifecycle 'article' has no stage 'archived'",
        fix: 'name one of draft, review, published, rejected',
      }),
    );
  });
});

describe('a refused stage', () => {
  const open = { phase: 'idle', to: ['b'] };
  const refusals: readonly [what: string, definition: object, message: string, fix: string, path: string][] = [
    [
      'a road to what is no stage',
      { stages: { a: { phase: 'idle', to: ['b', 'c'] }, b: failed } },
      "lifecycle 'x': 'a' has a road to 'c', which is not a stage",
      "add a stage 'c', or name one that there is",
      'stages.a.to',
    ],
    [
      'a road from what is no stage',
      { stages: { a: open, b: { ...failed, from: ['z'] } } },
      "lifecycle 'x': 'b' has a road from 'z', which is not a stage",
      "add a stage 'z', or name one that there is",
      'stages.b.from',
    ],
    [
      'a road to itself',
      { stages: { a: { phase: 'idle', to: ['a', 'b'] }, b: failed } },
      "lifecycle 'x': stage 'a' has a road to itself; staying in a stage is not a road",
      "take 'a' out of its own list",
      'stages.a.to',
    ],
    [
      'a road from itself',
      { stages: { a: { ...open, from: ['a'] }, b: failed } },
      "lifecycle 'x': stage 'a' has a road to itself; staying in a stage is not a road",
      "take 'a' out of its own list",
      'stages.a.from',
    ],
    [
      'a done stage with roads out',
      { stages: { a: open, b: { ...failed, to: ['a'] } } },
      "lifecycle 'x': stage 'b' is done and has a road out; a done stage is the end",
      "take the road out of 'b' away, or add an open stage before it",
      'stages.b.to',
    ],
    [
      'a road out of an inherited done stage',
      { extends: taskLifecycle, stages: { a: { phase: 'active', from: ['succeeded'], to: ['failed'] } } },
      "lifecycle 'x': stage 'succeeded' is done and has a road out; a done stage is the end",
      "take the road out of 'succeeded' away, or add an open stage before it",
      'stages.a.from',
    ],
    [
      'a done stage without outcome',
      { stages: { a: open, b: { phase: 'done' } } },
      "lifecycle 'x': stage 'b' is done and has no outcome",
      "add an outcome to 'b': success, failure, timeout, stopped, cancelled or skipped",
      'stages.b',
    ],
    [
      'an open stage with an outcome',
      { stages: { a: { ...open, outcome: 'failure' }, b: failed } },
      "lifecycle 'x': stage 'a' is idle and has an outcome",
      "leave out its outcome, or make its phase 'done'",
      'stages.a.outcome',
    ],
    [
      'an inherited stage that is defined again',
      { extends: taskLifecycle, stages: { running: { phase: 'active', to: ['failed'] } } },
      "lifecycle 'x': stage 'running' is inherited from 'task' and cannot be defined again",
      "give it another name; roads from and to 'running' are added by the `to` and `from` of own stages",
      'stages.running',
    ],
  ];

  it.each(refusals)('%s', (_, definition, message, fix, path) => {
    expect(caught({ name: 'x', ...definition })).toMatchObject({ code: 'invalid_lifecycle', message, fix, path });
  });
});

describe('refused as a whole', () => {
  const refusals: readonly [what: string, definition: object, message: string, fix: string, path: string][] = [
    [
      'no stages',
      { stages: {} },
      "lifecycle 'x': it has no stages",
      'add at least an initial, a success and a failure stage',
      'stages',
    ],
    [
      'an initial stage that is not there',
      { initial: 'z', stages: { a: { phase: 'idle', to: ['b'] }, b: failed } },
      "lifecycle 'x': the initial stage 'z' is not among its stages",
      "add 'z' to the stages, or name one of a, b",
      'initial',
    ],
    [
      'a first stage that is neither idle nor waiting',
      { stages: { a: { phase: 'active', to: ['b'] }, b: failed } },
      "lifecycle 'x': the initial stage 'a' is active, and must be idle or waiting",
      'add a stage whose phase is idle or waiting and name it as `initial`',
      'initial',
    ],
    [
      'a named initial stage that is neither idle nor waiting',
      { extends: taskLifecycle, initial: 'paused', stages: {} },
      "lifecycle 'x': the initial stage 'paused' is paused, and must be idle or waiting",
      'add a stage whose phase is idle or waiting and name it as `initial`',
      'initial',
    ],
    [
      'a stage that cannot be reached',
      { stages: { a: { phase: 'idle', to: ['b'] }, b: failed, c: { phase: 'active', to: ['b'] } } },
      "lifecycle 'x': stage 'c' cannot be reached from the initial stage 'a'",
      "add 'c' to the `to` of a stage that can be reached, or name such a stage in the `from` of 'c'",
      'stages.c',
    ],
    [
      'an inherited stage that a new beginning leaves behind',
      { extends: taskLifecycle, initial: 'pending', stages: {} },
      "lifecycle 'x': stage 'not_started' cannot be reached from the initial stage 'pending'",
      "add 'not_started' to the `to` of a stage that can be reached, or name such a stage in the `from` of 'not_started'",
      'stages.not_started',
    ],
    [
      'an open stage from which no end can be reached',
      {
        stages: {
          a: { phase: 'idle', to: ['b', 'c'] },
          b: failed,
          c: { phase: 'paused', to: ['d'] },
          d: { phase: 'active', to: ['c'] },
        },
      },
      "lifecycle 'x': no done stage can be reached from 'c'",
      "add a road from 'c' to a stage whose phase is done",
      'stages.c',
    ],
    [
      'no failure stage',
      { stages: { a: { phase: 'idle', to: ['b'] }, b: { phase: 'done', outcome: 'success' } } },
      "lifecycle 'x': it has no stage with outcome 'failure'",
      "add a stage such as failed: { phase: 'done', outcome: 'failure', from: [...] }",
      'stages',
    ],
  ];

  it.each(refusals)('%s', (_, definition, message, fix, path) => {
    expect(caught({ name: 'x', ...definition })).toMatchObject({ code: 'invalid_lifecycle', message, fix, path });
  });
});

describe('refused names', () => {
  const stagesWith = (name: string) => ({ a: { phase: 'idle', to: [name] }, [name]: failed });

  it.each([
    ['', 'is empty'],
    ['a/b', 'holds \'/\' or a control character: "a/b"'],
    ['a\nb', 'holds \'/\' or a control character: "a\\nb"'],
    ['a\u0085b', "holds '/' or a control character"],
  ])('%j', (name, was) => {
    const ofStage = caught({ name: 'x', stages: stagesWith(name) });
    expect(ofStage.message).toContain(`lifecycle 'x': a stage name ${was}`);
    expect(ofStage.fix).toBe("give a stage name that is not empty and holds no '/' and no control characters");
    expect(ofStage.path).toBe(`stages.${name}`);
    const ofLifecycle = caught({ name, stages: stagesWith('b') });
    expect(ofLifecycle.message).toContain(`the name of the lifecycle ${was}`);
    expect(ofLifecycle.path).toBe('name');
  });

  it('__proto__, which no object keeps as a key', () => {
    const stages = { a: { phase: 'idle', to: ['b'] }, b: failed, ['__proto__']: failed };
    const error = caught({ name: 'x', stages });
    expect(error.message).toBe("lifecycle 'x': a stage name is '__proto__'");
    expect(error.fix).toBe('give a stage name that is another word');
  });

  it('but spaces and other scripts are fine', () => {
    expect(define({ name: 'Übung 1', stages: stagesWith('zu prüfen') }).canMove('a', 'zu prüfen')).toBe(true);
  });
});

describe('what is not a definition', () => {
  const stages = { a: { phase: 'idle', to: ['b'] }, b: failed };

  it.each([
    ['nothing', undefined, ''],
    ['a name that is no text', { name: 1, stages }, 'name'],
    ['no stages', { name: 'x' }, 'stages'],
    ['stages that are nothing', { name: 'x', stages: null }, 'stages'],
    ['stages that are a list', { name: 'x', stages: [stages.a] }, 'stages'],
    [
      'a word that is no phase',
      { name: 'x', stages: { ...stages, a: { phase: 'busy', to: ['b'] } } },
      'stages.a.phase',
    ],
    [
      'a word that is no outcome',
      { name: 'x', stages: { ...stages, b: { ...failed, outcome: 'ok' } } },
      'stages.b.outcome',
    ],
    ['a target that is no list', { name: 'x', stages: { ...stages, a: { phase: 'idle', to: 'b' } } }, 'stages.a.to'],
    ['an option that is not known', { name: 'x', stages, extend: taskLifecycle }, 'extend'],
    ['a definition to extend', { name: 'x', stages: {}, extends: { name: 'base', stages } }, 'extends'],
    ['nothing to extend', { name: 'x', stages: {}, extends: null }, 'extends'],
    ['a word to extend', { name: 'x', stages: {}, extends: 'task' }, 'extends'],
  ])('%s', (_, definition, path) => {
    const error = caught(definition);
    expect(error).toMatchObject({ code: 'invalid_lifecycle', path });
    expect(error.message).toMatch(path ? `not a lifecycle definition, at ${path}: ` : /^not a lifecycle definition: /);
    expect(error.fix).toContain('{ name, stages }');
  });
});
