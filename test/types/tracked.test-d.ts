import { describe, expectTypeOf, it } from 'vitest';
import {
  type Args,
  defineLifecycle,
  type Ret,
  type Task,
  type Tracked,
  Tracker,
  taskLifecycle,
  type Work,
} from 'worktrail';

interface Rows {
  readonly count: number;
}
const download = defineLifecycle({
  name: 'download',
  extends: taskLifecycle,
  stages: { downloading: { phase: 'active', from: ['running'], to: ['succeeded'] } },
});
const tracker = new Tracker();

declare function load(file: string, limit?: number): Promise<Rows>;
async function parse(text: string, radix = 10): Promise<number> {
  return Number.parseInt(text, radix);
}
declare function parseNow(text: string, radix?: number): number;
declare function either(file: string): Rows | Promise<Rows>;
declare function find(id: number): Promise<Rows>;
declare function find(name: string, exact: boolean): Promise<Rows[]>;
declare function clean<T extends object>(rows: readonly T[]): Promise<T[]>;
declare function first<T>(rows: readonly T[]): T;
declare function give(): Promise<undefined>;
declare class Query<T> extends Promise<T> {
  cancel(): void;
}
declare function query(text: string): Query<Rows>;
declare function refuse(): never;

type Pair<T> = [value: T, error: undefined] | [value: undefined, error: unknown];

describe('a tracked function', () => {
  it('keeps its own type where it returns a promise', () => {
    const tracked = tracker.track('load', load);
    expectTypeOf(tracked).toEqualTypeOf<Tracked<typeof load>>();
    expectTypeOf(tracked).toExtend<typeof load>();
    const plain: typeof load = tracked;
    void [plain, ['a.csv', 'b.csv'].map((file) => tracked(file))];
    expectTypeOf(tracked('a.csv')).toEqualTypeOf<Promise<Rows>>();
    // @ts-expect-error the limit is a number
    void tracked('a.csv', 'all');
    // @ts-expect-error there is no third argument
    void tracked('a.csv', 1, 2);
    // @ts-expect-error the file is needed
    void tracked();
  });

  it('keeps default parameters, as a default does not make an argument any', () => {
    const tracked = tracker.track('parse', parse);
    expectTypeOf(tracked('1')).toEqualTypeOf<Promise<number>>();
    expectTypeOf(tracked('1', 16)).toEqualTypeOf<Promise<number>>();
    // @ts-expect-error the radix is a number
    void tracked('1', 'hex');
  });

  it('keeps overloads and type parameters where it returns a promise', () => {
    const found = tracker.track('find', find);
    expectTypeOf(found(1)).toEqualTypeOf<Promise<Rows>>();
    expectTypeOf(found('a', true)).toEqualTypeOf<Promise<Rows[]>>();
    // @ts-expect-error no overload takes a name alone
    void found('a');
    const cleaned = tracker.track('clean', clean);
    expectTypeOf(cleaned([{ a: 1 }])).toEqualTypeOf<Promise<{ a: number }[]>>();
    // @ts-expect-error rows are objects
    void cleaned([1]);
  });

  it('returns a promise where the function does not, or not always', () => {
    expectTypeOf(tracker.track('parse', parseNow)('1', 16)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(tracker.track('either', either)('a')).toEqualTypeOf<Promise<Rows>>();
    expectTypeOf(tracker.track('first', first)([1])).toEqualTypeOf<Promise<unknown>>();
    expectTypeOf(tracker.track('refuse', refuse)()).toEqualTypeOf<Promise<never>>();
    // @ts-expect-error it no longer returns a number
    const now: typeof parseNow = tracker.track('parse', parseNow);
    void now;
  });

  it('returns a plain promise, whatever else the function returned', () => {
    expectTypeOf(tracker.track('query', query)('x')).toEqualTypeOf<Promise<Rows>>();
    // @ts-expect-error a promise cannot be cancelled
    tracker.track('query', query)('x').cancel();
  });

  it('is a function', () => {
    // @ts-expect-error its result is none
    tracker.track('load', load('a.csv'));
    expectTypeOf<Args<typeof load>>().toEqualTypeOf<[file: string, limit?: number | undefined]>();
    expectTypeOf<Ret<typeof load>>().toEqualTypeOf<Rows>();
  });
});

describe('start, with, key and work', () => {
  it('see the arguments and the result; of overloads, those of the last', () => {
    const tracked = tracker.track('load', load);
    expectTypeOf(tracked.start('a.csv', 3)).toEqualTypeOf<Task<Rows>>();
    expectTypeOf(tracker.track('find', find).start('a', true)).toEqualTypeOf<Task<Rows[]>>();
    expectTypeOf(tracker.track('parse', parseNow).start('1')).toEqualTypeOf<Task<number>>();
    expectTypeOf(tracked.work).toEqualTypeOf<Work<Rows>>();
    expectTypeOf(tracked.work.latestValidResult()).toEqualTypeOf<Rows | undefined>();
    expectTypeOf(tracked.work.latest).toEqualTypeOf<Task<Rows> | undefined>();
    // @ts-expect-error the limit is a number
    tracked.start('a.csv', 'all');
    // @ts-expect-error of overloads, start has the last one
    tracker.track('find', find).start(1);
  });

  it('give the functions among the options their types', () => {
    tracker.track('load', load, {
      key: (file, limit) => {
        expectTypeOf(file).toEqualTypeOf<string>();
        expectTypeOf(limit).toEqualTypeOf<number | undefined>();
        return file;
      },
      redact: ([file]) => file.length,
      retries: { times: 2, delay: (attempt) => ({ seconds: attempt }), when: (error) => error instanceof Error },
    });
    tracker.track('load', load).with({ key: (file) => file.trim(), onError: 'capture' });
    // @ts-expect-error a key is a string
    tracker.track('load', load, { key: (_file, limit) => limit });
    // @ts-expect-error and the limit may be missing
    tracker.track('load', load, { key: (_file, limit) => limit.toString() });
  });

  it('refuse options that there are not', () => {
    // @ts-expect-error there is no such option
    tracker.track('load', load, { retires: 2 });
    // @ts-expect-error also beside one that there is
    tracker.track('load', load, { retries: 2, timeuot: 3 });
    // @ts-expect-error also of `with`
    tracker.track('load', load).with({ onError: 'capture', once: 'disk' });
    // @ts-expect-error a key for one task, and not for a function
    tracker.track('load', load, { key: 'a' });
  });
});

describe('onError', () => {
  it('says what the caller gets', () => {
    expectTypeOf(tracker.track('load', load, { onError: 'throw' })('a')).toEqualTypeOf<Promise<Rows>>();
    expectTypeOf(tracker.track('load', load, { onError: 'capture' })('a')).toEqualTypeOf<Promise<Rows | undefined>>();
    expectTypeOf(tracker.track('load', load, { onError: 'value' })('a')).toEqualTypeOf<Promise<Pair<Rows>>>();
    expectTypeOf(tracker.track('parse', parseNow, { onError: 'value' })('1')).toEqualTypeOf<Promise<Pair<number>>>();
    // @ts-expect-error the caller may get undefined
    const plain: typeof load = tracker.track('load', load, { onError: 'capture' });
    // @ts-expect-error there is no such word
    tracker.track('load', load, { onError: 'ignore' });
    void plain;
  });

  it('is kept by `with`, and changed by it', () => {
    const paired = tracker.track('load', load, { onError: 'value' });
    expectTypeOf(paired.with({ retries: 2 })('a')).toEqualTypeOf<Promise<Pair<Rows>>>();
    expectTypeOf(paired.with({ onError: 'throw' })('a')).toEqualTypeOf<Promise<Rows>>();
    expectTypeOf(tracker.track('load', load).with({ onError: 'capture' })('a')).toEqualTypeOf<
      Promise<Rows | undefined>
    >();
    expectTypeOf(paired.start('a').result()).toEqualTypeOf<Promise<Rows>>();
  });

  it('narrows by either half of the pair', async () => {
    const [rows, error] = await tracker.track('load', load, { onError: 'value' })('a');
    if (error === undefined && rows !== undefined) expectTypeOf(rows).toEqualTypeOf<Rows>();
    // @ts-expect-error it may have thrown
    void rows.count;
  });

  it('that only the program knows leaves every possibility', () => {
    const onError = 'value' as 'throw' | 'value';
    expectTypeOf(tracker.track('load', load, { onError })('a')).toEqualTypeOf<Promise<Rows | Pair<Rows>>>();
  });
});

describe('a lifecycle among the options', () => {
  it('gives its stages to the tasks', () => {
    const tracked = tracker.track('load', load, { lifecycle: download });
    expectTypeOf(tracked.start('a')).toEqualTypeOf<Task<Rows, typeof download>>();
    expectTypeOf(tracker.track('load', load).with({ lifecycle: download }).start('a')).toEqualTypeOf<
      Task<Rows, typeof download>
    >();
    tracked.start('a').transition('running', 'downloading');
    // @ts-expect-error the default lifecycle has no such stage
    tracker.track('load', load).start('a').transition('running', 'downloading');
  });
});

describe('run', () => {
  it('gives what its body gives, and takes the task as it is', () => {
    expectTypeOf(tracker.run('sum', async () => 3)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(tracker.run('sum', () => 3)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(tracker.run('sum', (task) => task.step('add', () => 'x'))).toEqualTypeOf<Promise<string>>();
    expectTypeOf(tracker.run('sum', (task) => task)).resolves.toEqualTypeOf<Task>();
    expectTypeOf(tracker.run('sum', give)).toEqualTypeOf<Promise<undefined>>();
    expectTypeOf(tracker.run('sum', () => 3, { onError: 'capture' })).toEqualTypeOf<Promise<number | undefined>>();
    expectTypeOf(tracker.run('sum', async () => 3, { onError: 'value' })).toEqualTypeOf<Promise<Pair<number>>>();
    void tracker.run('sum', (task) => task.transition('running', 'downloading'), { lifecycle: download });
    // @ts-expect-error its body is a function
    void tracker.run('sum', 3);
    // @ts-expect-error there is no such option
    void tracker.run('sum', () => 3, { retires: 2 });
  });
});
