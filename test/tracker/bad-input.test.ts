import { describe, expect, it } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import type { Fact } from '../../src/model/facts.ts';
import { testTracker } from '../../src/testing.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { endless, rejection, thrown } from './rig.ts';

const refused = (name: string, code: string) =>
  expect.objectContaining({ name, code, fix: expect.stringMatching(/\S/), message: expect.stringMatching(/\S/) });
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('options', () => {
  it.each([
    ['an unknown one', { clok: 1 }, 'unknown_option', 'TrackerOptions.clok'],
    ['a wrong word', { timers: 'manual' }, 'invalid_option', 'TrackerOptions.timers'],
    ['no journal', { journal: {} }, 'invalid_option', 'TrackerOptions.journal'],
    ['no clock', { clock: 5 }, 'invalid_option', 'TrackerOptions.clock'],
    ['no object', 5, 'invalid_option', 'TrackerOptions'],
    ['null', null, 'invalid_option', 'TrackerOptions'],
  ])('of a tracker: %s', (_what, options, code, path) => {
    expect(thrown(() => new Tracker(options as never))).toMatchObject({
      name: 'ValidationError',
      code,
      path,
      fix: expect.any(String),
    });
  });

  it.each([
    ['an unknown one', { retires: 1 }, 'unknown_option', 'retires'],
    ['a wrong type', { key: 'id' }, 'invalid_option', 'key'],
    ['a wrong word', { onError: 'ignore' }, 'invalid_option', 'onError'],
    ['no function', { retries: { times: 1, when: true } }, 'invalid_option', 'when'],
    ['no signal', { signal: {} }, 'invalid_option', 'signal'],
    ['no schema', { result: {} }, 'invalid_option', 'result'],
    ['no lifecycle', { lifecycle: {} }, 'invalid_option', 'lifecycle'],
    ['tags that are no strings', { tags: [1] }, 'invalid_option', 'tags'],
    ['no object', 'fast', 'invalid_option', 'TrackOptions'],
    ['metadata that is not JSON', { metadata: { at: new Date() } }, 'not_json', 'metadata.at'],
    ['parameters that are not JSON', { parameters: [1n] }, 'not_json', 'parameters[0]'],
  ])('of a tracked function, and of `with`: %s', (_what, options, code, path) => {
    const { tracker, facts } = testTracker();
    const expected = expect.objectContaining({ name: 'ValidationError', code, path: expect.stringContaining(path) });
    expect(() => tracker.track('load', endless, options as never)).toThrow(expected);
    expect(() => tracker.track('other', endless).with(options as never)).toThrow(expected);
    expect(facts()).toEqual([]);
  });

  it('of a tracked function leave the last ones of the name in place', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', () => 'first', { tags: ['kept'] });
    thrown(() => tracker.track('load', () => 'second', { tags: 5 as never }));
    await load();
    expect(load.work.latest?.tags).toEqual(['kept']);
  });

  it.each([
    ['an unknown one', { retries: 1 }, 'unknown_option'],
    ['a wrong type', { tags: 'x' }, 'invalid_option'],
    ['a parent that is no task', { parent: 'id' }, 'invalid_option'],
    ['an unknown parent', { parent: { id: 'nobody' } }, 'unknown_task'],
    ['an id that holds a slash', { id: 'a/b' }, 'invalid_name'],
    ['an empty id', { id: '' }, 'invalid_name'],
  ])('of a task: %s', (_what, options, code) => {
    const { tracker, facts } = testTracker();
    expect(() => tracker.task('load', options as never)).toThrow(refused('ValidationError', code));
    expect(() => tracker.adopt('load', Promise.resolve(), options as never)).toThrow(refused('ValidationError', code));
    expect(facts()).toEqual([]);
  });
});

describe('options of reads, of waiting and of commands', () => {
  const wrong: readonly [unknown, string][] = [
    [5, 'invalid_option'],
    ['soon', 'invalid_option'],
    [null, 'invalid_option'],
    [[1], 'invalid_option'],
    [{ bogus: 1 }, 'unknown_option'],
  ];

  it.each(wrong)('%j is refused, and nothing is recorded', async (options, code) => {
    const { tracker, facts } = testTracker({ openTasks: 'allow' });
    const task = tracker.task('load');
    task.start();
    const before = facts().length;
    const given = options as never;
    const error = refused('ValidationError', code);
    expect(() => tracker.facts(given)).toThrow(error);
    expect(() => tracker.at(Date.now()).facts(given)).toThrow(error);
    expect(() => task.observe('rows', 1, given)).toThrow(error);
    expect(() => task.succeed(1, given)).toThrow(error);
    expect(() => task.retry(given)).toThrow(error);
    for (const refusal of [
      rejection(tracker.stream(given)[Symbol.asyncIterator]().next()),
      rejection(tracker.loop(given)[Symbol.asyncIterator]().next()),
      rejection(tracker.until(() => true, given)),
      rejection(tracker.drain(given)),
      rejection(tracker.resume(task.id, given)),
      rejection(task.until('succeeded', given)),
    ])
      expect(await refusal).toMatchObject({ name: 'ValidationError', code });
    expect(facts()).toHaveLength(before);
    expect(tracker.task('another').status().stage).toBe('not_started');
  });

  it.each([
    ['a signal', { signal: {} }],
    ['a length of time', { timeout: -1 }],
    ['a place to begin', { from: 'never' }],
  ])('what is no %s is refused by until', async (_what, options) => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    const refusal = await rejection(tracker.task('load').until('running', options as never));
    expect(refusal).toMatchObject({ name: 'ValidationError', code: 'invalid_option' });
  });

  it('until wants a function', async () => {
    const refusal = await rejection(testTracker().tracker.until({ idle: true } as never));
    expect(refusal).toMatchObject({ name: 'ValidationError', code: 'not_a_function' });
  });

  it.each([5, null, undefined, ['id'], { id: 'x' }])('%j is looked up by nobody', async (id) => {
    const { tracker } = testTracker();
    const error = refused('ValidationError', 'not_a_string');
    for (const read of [tracker, tracker.at(Date.now())]) {
      expect(() => read.get(id as never)).toThrow(error);
      expect(() => read.find(id as never)).toThrow(error);
      expect(() => read.evolution(id as never)).toThrow(error);
    }
    expect(() => tracker.history(id as never)).toThrow(error);
    expect(() => tracker.restore(id as never)).toThrow(error);
    expect(await rejection(tracker.resume(id as never))).toMatchObject({ code: 'not_a_string' });
  });

  it('a reason that is misspelt is not lost in silence', () => {
    const { tracker, facts } = testTracker({ openTasks: 'allow' });
    const task = tracker.task('load');
    task.start();
    const before = facts().length;
    for (const act of ['pause', 'skip', 'stop', 'cancel'] as const)
      expect(() => task[act]({ reasn: 'why' } as never)).toThrow(refused('ValidationError', 'invalid_why'));
    expect(facts()).toHaveLength(before);
  });
});

describe('names', () => {
  it.each(['', 'a/b', 'a\nb', 'a\u0000b', '\ud800', 'x'.repeat(513), 5, null, undefined])(
    '%j is refused',
    async (name) => {
      const { tracker, facts } = testTracker();
      const error = refused('ValidationError', 'invalid_name');
      expect(() => tracker.track(name as string, endless)).toThrow(error);
      expect(() => tracker.task(name as string)).toThrow(error);
      expect(() => tracker.adopt(name as string, Promise.resolve())).toThrow(error);
      expect(() => tracker.work(name as string).setMetadata({ a: 1 })).toThrow(error);
      expect(await rejection(tracker.run(name as string, () => 1))).toMatchObject({ code: 'invalid_name' });
      expect(facts()).toEqual([]);
    },
  );

  it.each([
    ['a space', 'load it'],
    ['other alphabets', 'загрузка'],
    ['a pair', '🚂'],
  ])('may hold %s', (_what, name) => {
    const { tracker } = testTracker();
    expect(tracker.task(name).path).toBe(name);
    tracker.cancel({});
  });
});

describe('functions', () => {
  it.each([5, null, undefined, Promise.resolve(), {}])('%j is none', (fn) => {
    const { tracker } = testTracker();
    expect(() => tracker.track('load', fn as never)).toThrow(refused('ValidationError', 'not_a_function'));
  });
});

describe('ids', () => {
  it('of two tasks are never the same', () => {
    const { tracker, facts } = testTracker();
    const task = tracker.task('a', { id: 'one' });
    expect(() => tracker.task('b', { id: 'one' })).toThrow(refused('ValidationError', 'duplicate_id'));
    expect(facts()).toHaveLength(1);
    expect(tracker.get('one')).toBe(task);
    task.cancel();
  });

  it('that createId gives twice are refused, and a call says so', async () => {
    const { tracker } = testTracker({ createId: () => 'same' });
    const load = tracker.track('load', () => 1);
    await load();
    expect(await rejection(load())).toMatchObject({ code: 'duplicate_id' });
  });

  it('that do not exist give undefined in reads and throw in commands', async () => {
    const { tracker } = testTracker();
    expect([tracker.get('nobody'), tracker.find('nobody'), tracker.metadata('nobody')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(tracker.work('nobody').status()).toMatchObject({ stage: 'not_started', runs: 0 });
    expect(tracker.list({ id: 'nobody' })).toEqual([]);
    for (const command of [
      () => tracker.cancel('nobody'),
      () => tracker.stop('nobody'),
      () => tracker.restore('s99'),
    ]) {
      expect(command).toThrow(refused('NotFoundError', 'not_found'));
    }
    expect(await rejection(tracker.resume('nobody'))).toMatchObject({ code: 'not_found' });
  });
});

describe('moments', () => {
  it.each([Number.NaN, new Date(Number.NaN), { seq: 99 }, { seq: -1 }, { seq: 0.5 }, 'yesterday', null])(
    '%j is none',
    (when) => {
      const { tracker } = testTracker();
      expect(() => tracker.at(when as never)).toThrow(
        expect.objectContaining({ name: 'ValidationError', code: 'invalid_moment', fix: expect.any(String) }),
      );
    },
  );
});

describe('what is recorded by hand', () => {
  const started = () => {
    const made = testTracker({ openTasks: 'allow' });
    const task = made.tracker.task('load');
    task.start();
    return { ...made, task, before: made.facts().length };
  };

  it.each([
    ['a function', { a: { b: [1, () => 1] } }, 'metadata.a.b[1]'],
    ['a symbol', { a: Symbol('x') }, 'metadata.a'],
    ['a bigint', { a: 1n }, 'metadata.a'],
    ['a cycle', { a: cyclic }, 'metadata.a.self'],
    ['a class instance', { a: new Map() }, 'metadata.a'],
    ['undefined', { a: undefined }, 'metadata.a'],
    ['NaN', { a: Number.NaN }, 'metadata.a'],
    ['no object', [1], 'metadata'],
    ['null', null, 'metadata'],
    ['__proto__', JSON.parse('{"__proto__":1}') as object, 'metadata.__proto__'],
    ['constructor', { a: { constructor: 1 } }, 'metadata.a.constructor'],
    ['prototype', { prototype: 1 }, 'metadata.prototype'],
  ])('metadata: %s is refused with its path, and nothing is recorded', async (_what, metadata, path) => {
    const { tracker, task, facts, before } = started();
    const error = expect.objectContaining({ name: 'ValidationError', code: 'not_json', path, fix: expect.any(String) });
    expect(() => task.setMetadata(metadata as never)).toThrow(error);
    expect(() => tracker.work('load').setMetadata(metadata as never)).toThrow(error);
    expect(() => tracker.task('x', { metadata: metadata as never })).toThrow(error);
    expect(await rejection(tracker.run('x', () => 1, { metadata: metadata as never }))).toMatchObject({ path });
    expect(facts()).toHaveLength(before);
  });

  it('metadata: a schema of the user judges it as a whole', () => {
    const metadata = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value: unknown) =>
          'owner' in (value as object)
            ? { value: value as { owner: string } }
            : { issues: [{ message: 'needs an owner', path: ['owner'] }] },
      },
    } as const;
    const { tracker, facts } = testTracker({ metadata, openTasks: 'allow' });
    expect(() => tracker.task('load', { metadata: { a: 1 } as never })).toThrow(
      expect.objectContaining({ code: 'schema', path: 'metadata.owner' }),
    );
    expect(facts()).toEqual([]);
    const task = tracker.task('load', { metadata: { owner: 'Ada' } });
    task.setMetadata({ b: 2 } as never);
    expect(task.metadata).toEqual({ owner: 'Ada', b: 2 });
  });

  it('an observed cycle is refused with its pointer', () => {
    const { task, facts, before } = started();
    expect(() => task.observe('table', { rows: [cyclic] })).toThrow(
      expect.objectContaining({ name: 'ValidationError', code: 'cyclic', path: '/rows/0/self' }),
    );
    expect(() => task.observe('', 1)).toThrow(refused('ValidationError', 'invalid_name'));
    expect(() => task.snapshot('a\nb')).toThrow(refused('ValidationError', 'invalid_name'));
    expect(facts()).toHaveLength(before);
  });

  it('amounts, spans, steps and notes are checked', async () => {
    const { task, facts, before } = started();
    expect(() => task.reportProgress(-1)).toThrow(refused('ValidationError', 'invalid_amount'));
    expect(() => task.reportProgress(1, Number.NaN)).toThrow(refused('ValidationError', 'invalid_amount'));
    expect(() => task.reportProgress('1' as never)).toThrow(refused('ValidationError', 'invalid_amount'));
    expect(() => task.retry({ after: -1 })).toThrow(refused('ValidationError', 'invalid_span'));
    expect(() => task.time('')).toThrow(refused('ValidationError', 'invalid_name'));
    expect(await rejection(task.step('a/b', () => 1))).toMatchObject({ code: 'invalid_name' });
    expect(() => task.note('x', new Map() as never)).toThrow(refused('ValidationError', 'not_json'));
    expect(() => task.invalidate()).toThrow(refused('TransitionError', 'illegal'));
    expect(
      facts()
        .slice(before)
        .map(({ type }) => type),
    ).toEqual(['rejected']);
  });

  it('commands on a done task throw and are recorded; advice of a late body is ignored', () => {
    const { tracker, task, facts } = started();
    task.succeed(1);
    const before = facts().length;
    task.reportProgress(1);
    task.heartbeat();
    expect(facts()).toHaveLength(before);
    const commands = [
      () => task.start(),
      () => task.succeed(2),
      () => task.fail(new Error('no')),
      () => task.setMetadata({ a: 1 }),
      () => task.observe('table', 1),
      () => task.snapshot('late'),
    ];
    for (const command of commands) expect(command).toThrow(refused('TransitionError', 'illegal'));
    expect(tracker.rejections()).toHaveLength(commands.length);
    expect(task.status()).toMatchObject({ stage: 'succeeded', result: 1 });
  });

  it('an unknown stage is refused, and recorded', () => {
    const { tracker, task } = started();
    expect(() => task.transition('running', 'suceeded' as never)).toThrow(
      expect.objectContaining({ code: 'illegal', to: 'suceeded', legal: expect.arrayContaining(['succeeded']) }),
    );
    expect(tracker.rejections()).toHaveLength(1);
  });

  it('a value that is refused by an observed cap is marked, and a listener hears of what was kept', () => {
    const { task } = started();
    const [change] = task.observe('table', 'x'.repeat(10));
    expect(change).toMatchObject({ type: 'CREATE', path: '', after: 'x'.repeat(10) });
    expect(task.observe('table', 'x'.repeat(10))).toEqual([]);
  });
});

describe('lifecycles', () => {
  it('of one name are one', () => {
    const { tracker } = testTracker();
    const make = () =>
      defineLifecycle({
        name: 'review',
        stages: {
          draft: { phase: 'waiting', to: ['done', 'lost'] },
          done: { phase: 'done', outcome: 'success' },
          lost: { phase: 'done', outcome: 'failure' },
        },
      });
    tracker.task('a', { lifecycle: make() }).transition('draft', 'done', {});
    expect(() => tracker.task('b', { lifecycle: make() })).toThrow(refused('ValidationError', 'duplicate_lifecycle'));
    expect(tracker.list()).toHaveLength(1);
  });

  it('without an active and a success stage cannot run a function', async () => {
    const { tracker } = testTracker();
    const paper = defineLifecycle({
      name: 'paper',
      stages: { draft: { phase: 'waiting', to: ['lost'] }, lost: { phase: 'done', outcome: 'failure' } },
    });
    expect(() => tracker.track('write', () => 1, { lifecycle: paper as never })).toThrow(
      expect.objectContaining({ name: 'ValidationError', path: 'lifecycle', fix: expect.any(String) }),
    );
  });

  it('without a road from the active stage to an end hand the value out all the same', async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const review = defineLifecycle({
      name: 'review',
      stages: {
        open: { phase: 'waiting', to: ['writing'] },
        writing: { phase: 'active', to: ['reviewing'] },
        reviewing: { phase: 'paused', to: ['accepted', 'rejected'] },
        accepted: { phase: 'done', outcome: 'success' },
        rejected: { phase: 'done', outcome: 'failure' },
      },
    });
    const boom = new Error('no');
    expect(await tracker.track('write', () => 7, { lifecycle: review })()).toBe(7);
    expect(await rejection(tracker.track('fail', () => Promise.reject(boom), { lifecycle: review })())).toBe(boom);
    const slow = rejection(tracker.track('slow', endless, { lifecycle: review, timeout: 10 })());
    await clock.advance(10);
    expect(await slow).toMatchObject({ code: 'run_timeout' });
    expect(tracker.rejections().map(({ from, to }) => `${from} ${to}`)).toEqual([
      'writing accepted',
      'writing rejected',
      'writing rejected',
    ]);
  });
});

describe('Tracker.from', () => {
  const facts = () => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    task.start();
    task.succeed(1);
    return [...tracker.facts()] as unknown as Record<string, unknown>[];
  };

  it('makes a tracker that reads as the one did that wrote them', () => {
    const given = facts() as unknown as Fact[];
    const tracker = Tracker.from(given);
    expect([...tracker.facts()]).toEqual(given);
    expect(tracker.list()[0]?.status()).toMatchObject({ stage: 'succeeded', result: 1 });
    expect(tracker.task('next').path).toBe('next');
  });

  it.each([
    ['no object', (list: unknown[]) => void (list[1] = 5)],
    ['a gap', (list: unknown[]) => void list.splice(1, 1)],
    ['an unknown type', (list: Record<string, unknown>[]) => void (list[1]!['type'] = 'exploded')],
    ['a field that is missing', (list: Record<string, unknown>[]) => void delete list[1]!['to']],
    ['a field of a wrong type', (list: Record<string, unknown>[]) => void (list[1]!['timestamp'] = 'noon')],
    ['an unknown task', (list: Record<string, unknown>[]) => void (list[1]!['taskId'] = 'nobody')],
    ['a task twice', (list: Record<string, unknown>[]) => void (list[1] = { ...list[0], seq: 2 })],
  ])('refuses %s', (_what, break_) => {
    const list = facts();
    break_(list);
    expect(() => Tracker.from(list as never)).toThrow(
      expect.objectContaining({
        name: 'ValidationError',
        code: 'not_a_fact',
        path: 'facts[1]',
        fix: expect.any(String),
      }),
    );
  });
});
