import { describe, expect, it } from 'vitest';
import { testTracker } from '../../src/testing.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { rejection, thrown } from './rig.ts';

const started = (name = 'load') => {
  const made = testTracker({ openTasks: 'allow' });
  const task = made.tracker.task(name);
  task.start();
  return { ...made, task };
};

describe('metadata', () => {
  it('stands on works and on tasks, not merged with each other', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', () => 1, { metadata: { team: 'data' } });
    tracker.work('load').setMetadata({ owner: 'Ada' });
    await load();
    const task = load.work.latest;
    expect([load.work.metadata, task?.metadata]).toEqual([{ owner: 'Ada' }, { team: 'data' }]);
    expect(tracker.metadata('load')).toMatchObject({ userMetadata: { team: 'data' }, status: { stage: 'succeeded' } });
    expect(tracker.summary().worksWithMetadata).toEqual(['load']);
  });

  it('is merged by key, and handed out frozen', () => {
    const { task } = started();
    task.setMetadata({ a: 1, b: { c: 1 } });
    task.setMetadata({ b: { d: 2 } });
    expect(task.metadata).toEqual({ a: 1, b: { d: 2 } });
    expect(() => ((task.metadata as { a: number }).a = 2)).toThrow(TypeError);
  });

  it('of a child is asked for by its name', async () => {
    const { tracker } = testTracker();
    await tracker.run('outer', () => tracker.run('inner', () => 1, { metadata: { a: 1 } }));
    expect(tracker.metadata('outer', 'inner')).toMatchObject({ userMetadata: { a: 1 } });
    expect(tracker.metadata('outer')).toMatchObject({ tasks: ['inner'] });
    expect(tracker.metadata('outer', 'nobody')).toBeUndefined();
  });

  it('has start and end times of the newest attempt', async () => {
    const { tracker, clock } = testTracker();
    let tries = 0;
    const load = tracker.track(
      'load',
      async () => {
        if (++tries === 1) throw new Error('no');
        await new Promise<void>((resolve) => clock.setTimer(resolve, 30));
      },
      { retries: { times: 1, delay: 10 } },
    )();
    const start = clock.now();
    await clock.advance(40);
    await load;
    expect(tracker.metadata('load')?.stats).toEqual({
      firstStartedAt: start,
      startedAt: start + 10,
      endedAt: start + 40,
    });
  });
});

describe('results', () => {
  it('have value, summary, payload, schemas and valid; invalidate() is an annotation', () => {
    const { tracker, task } = started();
    task.succeed({ rows: 3 }, { summary: 'three rows', payload: { bytes: 12 }, schemas: ['table', 'rows'] });
    expect(task.status()).toMatchObject({
      result: { rows: 3 },
      summary: 'three rows',
      payload: { bytes: 12 },
      schemas: ['table', 'rows'],
      valid: true,
    });
    expect(tracker.work('load').latestValidResult()).toEqual({ rows: 3 });
    task.invalidate('wrong file');
    expect(task.status()).toMatchObject({ stage: 'succeeded', valid: false });
    expect(task.annotations).toMatchObject([{ kind: 'invalidated', message: 'wrong file' }]);
    expect(tracker.work('load').latestValidResult()).toBeUndefined();
  });

  it('are keyed by path; of several tasks with one path the newest success', async () => {
    const { tracker } = testTracker();
    const load = tracker.track('load', (n: number) => (n < 0 ? Promise.reject(new Error('no')) : n));
    await load(1);
    await load(2);
    await rejection(load(-1));
    await tracker.run('outer', () => load(3));
    expect(tracker.results()).toEqual(
      new Map<string, unknown>([
        ['load', 2],
        ['outer/load', 3],
        ['outer', 3],
      ]),
    );
    expect(tracker.find('load')?.status().stage).toBe('failed');
  });
});

describe('observe', () => {
  it('records one change per leaf: CREATE, UPDATE, DELETE, TRANSFORM', () => {
    const { task } = started();
    expect(
      task.observe('table', { a: 1, b: { c: 'x' }, d: [1, 2] }).map(({ type, path }) => `${type} ${path}`),
    ).toEqual(['CREATE /a', 'CREATE /b/c', 'CREATE /d/0', 'CREATE /d/1']);
    const changes = task.observe('table', { a: '1', b: { c: 'y' }, d: [1] });
    expect(changes.map(({ type, path, before, after }) => [type, path, before, after])).toEqual([
      ['TRANSFORM', '/a', 1, '1'],
      ['UPDATE', '/b/c', 'x', 'y'],
      ['DELETE', '/d/1', 2, undefined],
    ]);
    expect(task.observe('table', { a: '1', b: { c: 'y' }, d: [1] })).toEqual([]);
  });

  it('is a TRANSFORM where a transformation is named', () => {
    const { task } = started();
    task.observe('n', 1);
    expect(task.observe('n', 2, { transform: 'scale' })).toMatchObject([
      { type: 'TRANSFORM', transform: 'scale', before: 1, after: 2, path: '' },
    ]);
  });

  it('compares dates, maps and sets by value', () => {
    const { task } = started();
    const value = () => ({ at: new Date(5), map: new Map([['k', 1]]), set: new Set([1, 2]) });
    task.observe('all', value());
    expect(task.observe('all', value())).toEqual([]);
    expect(task.observe('all', { ...value(), at: new Date(6) })).toMatchObject([
      { type: 'UPDATE', path: '/at', before: new Date(5), after: new Date(6) },
    ]);
  });

  it('keeps values per target over the whole tracker', () => {
    const { tracker, task } = started();
    const other = tracker.task('other');
    other.start();
    task.observe('shared', 1);
    expect(other.observe('shared', 1)).toEqual([]);
    expect(other.observe('shared', 2)).toMatchObject([{ type: 'UPDATE', before: 1, after: 2, taskId: other.id }]);
    expect(tracker.evolution('shared')).toEqual([1, 2]);
    expect(tracker.changes({ target: 'shared', type: 'UPDATE' })).toHaveLength(1);
    expect(tracker.changes({ name: 'load' })).toHaveLength(1);
  });

  it('takes one snapshot before and one after, a pair by task, each with its attempt; restore records nothing', () => {
    const { tracker, task, facts } = started();
    task.observe('a', { x: 1 });
    task.snapshot('half');
    task.observe('b', 2);
    task.retry();
    task.start();
    task.observe('a', { x: 5 });
    task.succeed();
    const snapshots = tracker.snapshots();
    expect(snapshots.map(({ phase, label, attempt, observed }) => [phase, label, attempt, observed])).toEqual([
      ['before', 'before', 1, {}],
      ['transition', 'half', 1, { a: { x: 1 } }],
      ['after', 'after', 2, { a: { x: 5 }, b: 2 }],
    ]);
    const before = facts().length;
    expect(tracker.restore(snapshots[1]!.id)).toEqual({ a: { x: 1 } });
    expect(facts()).toHaveLength(before);
    expect(tracker.summary()).toMatchObject({ totalSnapshots: 3, totalChanges: 3, lastSnapshot: snapshots[2]!.id });
  });

  describe('of a value that is frozen to its leaves', () => {
    const frozen = () => Object.freeze({ a: Object.freeze([1, 2]), b: 'x' });

    it('finds no change when the same one comes again, and one when another one came between', () => {
      const { task, facts } = started();
      const [value, other] = [frozen(), Object.freeze({ b: 'y' })];
      task.observe('t', value);
      const before = facts().length;
      expect(task.observe('t', value)).toEqual([]);
      expect(facts()).toHaveLength(before);
      expect(task.observe('t', other)).toHaveLength(3);
      expect(task.observe('t', value)).toHaveLength(3);
      expect(task.observe('t', { b: 'y' })).toHaveLength(3);
      expect(task.observe('t', value)).toHaveLength(3);
    });

    it('takes note of a task that observes it for the first time, and of another target', () => {
      const { tracker, task } = started();
      const [value, other] = [frozen(), tracker.task('other')];
      other.start();
      task.observe('t', value);
      other.observe('t', value);
      task.observe('t', { b: 'z' });
      expect(other.observe('t', value)).toHaveLength(3);
      expect(tracker.snapshots({ name: 'other' })).toHaveLength(1);
      expect(task.observe('u', value)).toHaveLength(3);
    });

    it('looks again where something in it can change', () => {
      const { task } = started();
      const open = { n: 1 };
      let count = 1;
      const shallow = Object.freeze({ open });
      const dated = Object.freeze({ at: new Date(1) });
      const counted = Object.freeze({
        get count() {
          return count;
        },
      });
      for (const value of [shallow, dated, counted]) task.observe('t', value);
      task.observe('a', shallow);
      task.observe('b', dated);
      task.observe('c', counted);
      [open.n, count] = [2, 2];
      dated.at.setTime(2);
      expect(task.observe('a', shallow)).toMatchObject([{ path: '/open/n', after: 2 }]);
      expect(task.observe('b', dated)).toMatchObject([{ path: '/at' }]);
      expect(task.observe('c', counted)).toMatchObject([{ path: '/count', after: 2 }]);
    });

    it('is not taken for unchanged where a listener observed another one meanwhile', () => {
      const { tracker, task } = started();
      const value = frozen();
      tracker.events.once('change', () => void task.observe('t', { b: 'of the listener' }));
      task.observe('t', value);
      expect(task.observe('t', value)).toHaveLength(3);
    });

    it('is refused as any other by a task that is done', () => {
      const { task } = started();
      const value = frozen();
      task.succeed();
      for (const _ of [1, 2])
        expect(() => task.observe('t', value)).toThrow(expect.objectContaining({ name: 'TransitionError' }));
    });
  });

  it('hands out values that nobody else holds', () => {
    const { tracker, task } = started();
    const value = { rows: [1] };
    task.observe('table', value);
    value.rows.push(2);
    expect(tracker.evolution('table')).toEqual([{ rows: [1] }]);
    (tracker.evolution('table')[0] as typeof value).rows.push(3);
    expect(task.observe('table', { rows: [1] })).toEqual([]);
  });
});

describe('steps', () => {
  it('are measured, and hand on what they give or throw', async () => {
    const { tracker, clock, task } = started();
    const wait = (ms: number) => new Promise<void>((resolve) => clock.setTimer(resolve, ms));
    const parsed = task.step('parse', () => wait(30).then(() => 'rows'));
    await clock.advance(30);
    expect(await parsed).toBe('rows');
    const boom = new Error('bad row');
    const error = rejection(task.step('check', () => wait(10).then(() => Promise.reject(boom))));
    await clock.advance(10);
    expect(await error).toBe(boom);
    expect(tracker.timings().filter(({ step }) => step)).toMatchObject([
      { step: 'parse', ran: 30, duration: 30, attempt: 1 },
      { step: 'check', ran: 10, error: 'bad row' },
    ]);
  });

  it('run a synchronous function at once', async () => {
    const { task } = started();
    let isRun = false;
    const done = task.step('now', () => (isRun = true));
    expect(isRun).toBe(true);
    expect(await done).toBe(true);
  });

  it('are ended by hand, or by disposal; once', async () => {
    const { tracker, clock, task, facts } = started();
    const watch = task.time('parse');
    await clock.advance(20);
    expect(tracker.timings().find(({ step }) => step)).toMatchObject({ ran: 20 });
    expect(tracker.timings().find(({ step }) => step)?.endedAt).toBeUndefined();
    expect(watch.end()).toMatchObject({ step: 'parse', ran: 20, endedAt: clock.now() });
    await clock.advance(20);
    expect(watch.end()).toMatchObject({ ran: 20 });
    const before = facts().length;
    watch[Symbol.dispose]();
    expect(facts()).toHaveLength(before);
    {
      using _ = task.time('block');
      await clock.advance(5);
    }
    expect(
      tracker
        .timings()
        .filter(({ step }) => step)
        .map(({ step, ran }) => [step, ran]),
    ).toEqual([
      ['parse', 20],
      ['block', 5],
    ]);
  });

  it('of one name that are open together are two records', async () => {
    const { tracker, clock, task } = started();
    const [one, two] = [task.time('part'), task.time('part')];
    await clock.advance(10);
    one.end();
    await clock.advance(10);
    two.end();
    expect(
      tracker
        .timings()
        .filter(({ step }) => step)
        .map(({ ran }) => ran),
    ).toEqual([10, 20]);
  });

  it('of a done task run, and record nothing', async () => {
    const { task, facts } = started();
    task.succeed();
    const before = facts().length;
    expect(await task.step('late', () => 7)).toBe(7);
    expect(task.time('late').end()).toMatchObject({ step: 'late', ran: 0 });
    expect(facts()).toHaveLength(before);
  });
});

describe('timings', () => {
  it('have a row per attempt whose parts add up', async () => {
    const { tracker, clock } = testTracker();
    const wait = (ms: number) => new Promise<void>((resolve) => clock.setTimer(resolve, ms));
    let tries = 0;
    const load = tracker.track(
      'load',
      async () => {
        await wait(100);
        if (++tries === 1) throw new Error('no');
      },
      { retries: { times: 1, delay: 1000 } },
    );
    const gate = tracker.task('gate');
    const task = load.with({ after: [gate] }).start();
    await clock.advance(50);
    gate.start();
    gate.succeed();
    await clock.advance(60);
    task.pause();
    await clock.advance(30);
    task.resume();
    await clock.advance(5000);
    const rows = tracker.timings({ id: task.id });
    expect(rows).toMatchObject([
      { attempt: 1, waited: 50, ran: 70, paused: 30, retryDelay: 1000, total: 1150 },
      { attempt: 2, waited: 0, ran: 100, total: 100, outcome: 'success' },
    ]);
    for (const { waited, ran, paused, retryDelay, interrupted, total } of rows)
      expect(waited + ran + paused + retryDelay + interrupted).toBe(total);
  });

  it('count an open row up to now, and a task that never ran has one row of attempt 0', async () => {
    const { tracker, clock, task } = started();
    tracker.task('idle').queue();
    await clock.advance(70);
    expect(tracker.timings()).toMatchObject([
      { work: 'load', attempt: 1, ran: 70 },
      { work: 'idle', attempt: 0, waited: 70, ran: 0 },
    ]);
    expect(tracker.timings()[0]).not.toHaveProperty('endedAt');
    task.succeed();
    expect(tracker.timings({ name: 'load', unit: 'seconds' })).toMatchObject([{ ran: 0.07 }]);
  });

  it('never come from wall clocks', async () => {
    const { tracker, clock, task } = started();
    await clock.advance(10);
    clock.stepWall(-5000);
    task.succeed();
    expect(tracker.timings()[0]?.ran).toBe(10);
  });

  it('are summed up by work', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', (ms: number) => new Promise<void>((resolve) => clock.setTimer(resolve, ms)));
    const all = Promise.all([10, 20, 30].map((ms) => load(ms)));
    await clock.advance(30);
    await all;
    expect(tracker.timingSummary()).toMatchObject([
      { name: 'load', count: 3, total: 60, mean: 20, min: 10, max: 30, p50: 20 },
    ]);
    expect(load.work.timings()).toMatchObject({ count: 3, total: 60 });
  });
});

describe('progress', () => {
  it('has done, total, unit and note', () => {
    const { task } = started();
    task.reportProgress(1, 4, { note: 'reading', unit: 'rows' });
    expect(task.progress).toMatchObject({ done: 1, total: 4, fraction: 0.25, note: 'reading', unit: 'rows' });
    task.reportProgress(2, 4);
    expect(task.progress).toMatchObject({ done: 2, fraction: 0.5 });
  });

  it('is rolled up the tree', () => {
    const { tracker, task } = started('outer');
    const [one, two] = ['one', 'two'].map((name) => tracker.task(name, { parent: task }));
    one!.start();
    one!.reportProgress(1, 2);
    expect(task.progress?.fraction).toBeCloseTo(0.25);
    two!.start();
    two!.succeed();
    expect(task.progress?.fraction).toBeCloseTo(0.75);
  });

  it("has an ETA from this work's own past", async () => {
    const { tracker, clock } = testTracker({ openTasks: 'allow' });
    const first = tracker.task('load');
    first.start();
    await clock.advance(100);
    first.succeed();
    const second = tracker.task('load');
    second.start();
    await clock.advance(25);
    second.reportProgress(1, 4);
    expect(second.progress?.etaMs).toBeGreaterThan(0);
  });
});

describe('why', () => {
  it('follows the chain of causes', async () => {
    const { tracker, clock } = testTracker();
    const load = tracker.track('load', () => Promise.reject(new Error('no file')), { retries: 2 });
    const loading = load.start();
    const report = tracker.track('report', () => 1, { after: [loading] }).start();
    const mail = tracker.task('mail');
    await clock.advance(0);
    mail.skip({ reason: 'upstream_failed', cause: report });
    expect(mail.why().map(({ path, stage, reason, attempt }) => [path, stage, reason, attempt])).toEqual([
      ['mail', 'skipped', 'upstream_failed', 0],
      ['report', 'skipped', 'upstream_failed', 0],
      ['load', 'failed', 'user_exception', 3],
    ]);
    expect(mail.status().cause).toBe(report.status().seq);
  });

  it('of a task that did nothing yet is where it stands', () => {
    const { tracker } = testTracker({ openTasks: 'allow' });
    expect(tracker.task('load').why()).toMatchObject([{ path: 'load', stage: 'not_started' }]);
    expect(thrown(() => tracker.task('other').cancel({ cause: 0 }))).toMatchObject({ code: 'invalid_why' });
  });
});

describe('description', () => {
  it('says how it was run: parameters, poll interval, communicators, environment by allow-list only', () => {
    const { tracker } = testTracker({ environment: { allow: ['HOME', 'API_TOKEN'] }, openTasks: 'allow' });
    const task = tracker.task('load', { parameters: { file: 'a.csv' }, pollInterval: 100, communicators: ['socket'] });
    const { description } = task;
    expect(description).toMatchObject({
      parameters: { file: 'a.csv' },
      pollInterval: 100,
      communicators: ['socket'],
      pid: process.pid,
      versions: { node: process.versions.node },
    });
    expect(Object.keys(description.environment ?? {})).toEqual(expect.arrayContaining(['HOME']));
    expect(Object.keys(description.environment ?? {})).not.toContain('PATH');
  });
});

describe('every view', () => {
  it('gives the same answer at every seq, live, of the past, and replayed', async () => {
    const { tracker, clock, facts } = testTracker();
    const seen: unknown[] = [];
    const views = (
      reader: Pick<Tracker, 'list' | 'counts' | 'summary' | 'results' | 'changes' | 'snapshots' | 'timings' | 'tree'>,
    ) => ({
      stages: reader
        .list()
        .map((task) => [
          task.path,
          task.status(),
          task.history.length,
          task.history.at(-1) ?? null,
          task.annotations,
          task.attempt,
        ]),
      counts: reader.counts(),
      summary: reader.summary(),
      results: [...reader.results()],
      changes: reader.changes(),
      snapshots: reader.snapshots(),
    });
    const moments: number[] = [];
    const load = tracker.track(
      'load',
      async (n: number) => {
        tracker.current?.observe('n', { n });
        tracker.current?.reportProgress(n, 3);
        if (n === 2) throw new Error('no');
        return { n };
      },
      { retries: 1, concurrency: 2 },
    );
    const run = Promise.allSettled([1, 2, 3].map((n) => load(n)));
    for (let at = 0; at < 5; at++) {
      await clock.advance(10);
      moments.push(facts().length);
      seen.push(views(tracker));
    }
    await run;
    load.work.latest?.stop('done with it');
    for (const [at, seq] of moments.entries()) expect(views(tracker.at({ seq }) as never)).toEqual(seen[at]);
    expect(views(Tracker.from(tracker.facts()))).toEqual(views(tracker));
    for (let seq = 0; seq <= facts().length; seq++) {
      const { stages, counts } = views(tracker.at({ seq }) as never);
      const recount: Record<string, number> = {};
      for (const [, status] of stages as [string, { stage: string }][])
        recount[status.stage] = (recount[status.stage] ?? 0) + 1;
      expect(counts).toEqual(recount);
    }
  });
});
