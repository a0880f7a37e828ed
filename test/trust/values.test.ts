import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxLineBytes, sealBytes } from '../../src/journal/line.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { Fact } from '../../src/model/facts.ts';
import { FakeClock, testTracker } from '../../src/testing.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { thrown } from '../tracker/rig.ts';

const fails = (): never => {
  throw new Error('not yours');
};
const longest = 'x'.repeat(2 ** 29 - 24);
const controls = '\u0001'.repeat(2_000_000);
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
};
function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < levels; level++) value = level % 2 ? { in: value } : [value];
  return value;
}
const causes = () => {
  let error = new Error(controls);
  for (let level = 0; level < 20; level++) {
    const outer = Object.assign(new Error(controls, { cause: error }), { code: controls, name: controls });
    Object.defineProperty(outer, 'stack', { value: controls });
    error = outer;
  }
  return error;
};

/** What a host may hand over as a result, an error, a payload, an observed value. */
const hostile: Record<string, () => unknown> = {
  'the longest text': () => longest,
  'two million control characters': () => controls,
  'two million lone halves of pairs': () => '\ud800'.repeat(2_000_000),
  '20,000 levels': () => nested(20_000),
  'a hundred thousand fields': () => Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`field ${n}`, n])),
  'a field with a name of a million characters': () => ({ [controls]: { [controls]: 1 } }),
  'a list of long texts': () => Array.from({ length: 100 }, () => controls.slice(0, 100_000)),
  'ten megabytes': () => new Uint8Array(10_000_000),
  'a map of anything': () =>
    new Map<unknown, unknown>([
      [{}, controls],
      [controls, new Map([[1n, longest]])],
    ]),
  'a set of long texts': () => new Set([controls, longest]),
  'an error with twenty causes': causes,
  'errors of errors': () => new AggregateError([causes(), new AggregateError([causes()])], controls),
  'a class with everything': () =>
    new (class Odd {
      a = longest;
      b = causes();
      c = nested(1000);
      get d() {
        return fails();
      }
    })(),
  'getters and proxies that throw': () => [
    Object.defineProperty({}, 'x', { get: fails, enumerable: true }),
    new Proxy({}, { ownKeys: fails }),
    revoked(),
  ],
  'a giant integer': () => [10n ** 30_000n, -(10n ** 30_000n)],
  'odd ones': () => [
    undefined,
    Number.NaN,
    -0,
    new Date(Number.NaN),
    Symbol(controls),
    fails,
    1n,
    new Float64Array(3),
    '\udc00',
  ],
};

/** A journal that knows how long its lines are. */
function measured() {
  const journal = memoryJournal();
  const lines: number[] = [];
  return {
    ...journal,
    lines,
    append(facts: readonly Fact[]) {
      for (const fact of facts) lines.push(Buffer.byteLength(JSON.stringify(fact)) + sealBytes + 30);
      journal.append(facts);
    },
    read: (since?: number) => journal.read(since),
    flush: () => journal.flush(),
    close: () => journal.close(),
  };
}

describe('whatever is handed over', { timeout: 60_000 }, () => {
  it.each(Object.entries(hostile))('%s: each line is at most 1 MiB, and what is cut is counted', async (name, make) => {
    const journal = measured();
    const { tracker } = testTracker({ journal, openTasks: 'allow' });
    const value = make();
    const text = typeof value === 'string' ? value : controls;
    const task = tracker.task('hand');
    task.start({ message: text });
    if (name !== 'a class with everything') task.observe('table', value);
    task.note(text);
    task.reportProgress(1, 2, { note: text, unit: text });
    task.retry({ error: value, message: text });
    task.start();
    task.succeed(value, {
      summary: text,
      payload: value,
      schemas: Array.from({ length: 300 }, () => text.slice(0, 5000)),
    });
    await tracker.track('fails', () => Promise.reject(value), { onError: 'value' })();
    await tracker.track('given', (given: unknown) => (given === undefined ? undefined : value), {
      resumable: true,
      key: () => text.slice(0, 65_536),
    })(value);
    expect(Math.max(...journal.lines)).toBeLessThanOrEqual(maxLineBytes);
    expect(tracker.health().dropped['cut_values']).toBeGreaterThan(0);
    expect(tracker.health().dropped).toEqual({ cut_values: expect.any(Number) });
    expect(Tracker.from(JSON.parse(JSON.stringify([...tracker.facts()])) as Fact[]).list()).toHaveLength(3);
  });

  it('is counted nowhere where nothing was cut', async () => {
    const { tracker } = testTracker();
    await tracker.track('load', () => ({ rows: [1, 'two', new Date(0)] }))();
    expect(tracker.health().dropped).toEqual({});
  });
});

describe('an observation', { timeout: 60_000 }, () => {
  const table = (rows: number, text: string) =>
    Array.from({ length: rows }, (_, n) => ({ n, text: `${text} ${n}`.padEnd(100, '.') }));

  it('that does not fit into one line is several facts, and reads as one', () => {
    const journal = measured();
    const { tracker } = testTracker({ journal });
    const task = tracker.task('load');
    task.start();
    const [first, second] = [table(9000, 'a'), table(8500, 'b')];
    expect(task.observe('table', first)).toHaveLength(18_000);
    expect(task.observe('table', second)).toHaveLength(8500 + 1000);
    expect(task.observe('table', second)).toEqual([]);
    task.succeed();
    const facts = [...tracker.facts()].filter(({ type }) => type === 'changed');
    expect(facts.length).toBeGreaterThan(2);
    expect(Math.max(...journal.lines)).toBeLessThanOrEqual(maxLineBytes);
    expect(tracker.changes({ target: 'table' })).toHaveLength(18_000 + 9500);
    expect(tracker.evolution('table')).toEqual([first, second]);
    expect(tracker.snapshots().map(({ phase, observed }) => [phase, Object.keys(observed)])).toEqual([
      ['before', []],
      ['after', ['table']],
    ]);
    expect(Tracker.from(tracker.facts()).evolution('table')).toEqual([first, second]);
    expect(tracker.health().dropped).toEqual({});
  });

  it('of a text that does not fit is cut, marked, and the same again when it is made again', () => {
    const { tracker } = testTracker();
    const task = tracker.task('load');
    task.start();
    const [change] = task.observe('page', { html: 'x'.repeat(3_000_000), size: 1 });
    expect(change).toMatchObject({ type: 'CREATE', path: '/html', lossy: true });
    expect(task.observe('page', { html: 'x'.repeat(3_000_000), size: 1 })).toEqual([]);
    expect(tracker.health().dropped).toEqual({ cut_values: 2 });
    task.succeed();
  });
});

describe('metadata', () => {
  it.each([
    ['a text', { a: 'x'.repeat(500_000) }],
    ['control characters', { a: '\u0001'.repeat(100_000) }],
    ['names', Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`${n}`.padEnd(100, 'x'), n]))],
    ['numbers', { a: Array.from({ length: 50_000 }, (_, n) => n + 0.123456789) }],
  ])('that is too large is refused with a path, and nothing is recorded: %s', (_what, metadata) => {
    const { tracker } = testTracker();
    expect(thrown(() => tracker.task('load', { metadata }))).toMatchObject({
      name: 'ValidationError',
      path: expect.stringContaining('metadata'),
    });
    expect(tracker.list()).toEqual([]);
  });
});

it('what a task gives is read back equal by another process, where nothing was cut', { timeout: 60_000 }, () => {
  const values = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withUnicodeString: true,
    maxDepth: 3,
  });
  const law = (value: unknown) => {
    const tracker = new Tracker({ clock: new FakeClock() });
    const before = structuredClone(value);
    const task = tracker.task('load');
    task.start();
    task.succeed(value);
    const [read] = Tracker.from(JSON.parse(JSON.stringify([...tracker.facts()])) as Fact[]).list();
    const last = [...tracker.facts()].at(-1) as { lossy?: true };
    const result = (read?.status() as { result?: unknown } | undefined)?.result;
    expect(last.lossy === true || sameDates(result, value)).toBe(true);
    expect(sameDates(value, before)).toBe(true);
  };
  fc.assert(fc.property(values, law), { numRuns: 200 });
});

/** Two invalid dates are not equal to each other by that function. */
function sameDates(one: unknown, other: unknown): boolean {
  const hasInvalid = /Invalid Date/.test(
    String(
      JSON.stringify([one, other], (_, value: unknown) =>
        value === null ? 'Invalid Date' : typeof value === 'bigint' ? '' : value,
      ),
    ),
  );
  return isDeepStrictEqual(one, other) || hasInvalid || String(one) === String(other);
}
