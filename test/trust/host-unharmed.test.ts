import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../src/testing.ts';
import { Tracker } from '../../src/tracker/tracker.ts';

/** A function, and how it is called. Each call of `make` gives functions whose values and errors are the same objects. */
interface Shape {
  make(): (...args: never[]) => unknown;
  call?(fn: (...args: never[]) => unknown): unknown;
  /** Two calls give two objects of one kind: how they are told apart. */
  same?: 'kind';
}
type Outcome = { readonly value: unknown } | { readonly error: unknown } | 'pending';

const thing = { rows: [1, 2, 3] };
const boom = new TypeError('boom');
const fails = (error: unknown) => (): never => {
  throw error;
};
class Foreign<T> extends Promise<T> {}
/** Only feigns to be a promise. */
const thenable = (then: (give: (value: unknown) => void, refuse: (error: unknown) => void) => void) => ({ then });
/** Its stack is made before its parts throw: what makes it looks at them. */
const evil = Object.defineProperties(Object.assign(new Error('evil'), { stack: 'here' }), {
  message: { get: fails(boom) },
  stack: { get: fails(boom) },
  name: { get: fails(boom) },
});
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

class Account {
  static readonly kind = 'account';
  readonly owner = 'ann';
  #balance = 5;
  static opened(): string {
    return this.kind;
  }
  balance(): number {
    return this.#balance;
  }
  get label(): () => string {
    return () => this.owner;
  }
}
const account = new Account();

const shapes: Record<string, Shape> = {
  'a value': { make: () => () => thing },
  nothing: { make: () => () => undefined },
  null: { make: () => () => null },
  'a sync throw': { make: () => fails(boom) },
  'an async value': { make: () => async () => thing },
  'an async throw': { make: () => async () => fails(boom)() },
  'a thrown undefined': { make: () => fails(undefined) },
  'a thrown null': { make: () => fails(null) },
  'a thrown text': { make: () => fails('no') },
  'a thrown symbol': { make: () => fails(Symbol.iterator) },
  'a thrown function': { make: () => fails(fails) },
  'a thrown frozen error': { make: () => fails(Object.freeze(boom)) },
  'a thrown error whose parts throw': { make: () => fails(evil) },
  'a thrown revoked proxy': { make: () => ((proxy) => fails(proxy))(revoked()) },
  'a thrown object without a prototype': { make: () => fails(Object.freeze(Object.create(null))) },
  'a rejection with undefined': { make: () => () => Promise.reject(undefined) },
  'a promise of another class': { make: () => () => Foreign.resolve(thing) },
  'a promise of another class that rejects': { make: () => () => Foreign.reject(boom) },
  'a promise whose then throws': { make: () => () => Object.assign(Promise.resolve(1), { then: fails(boom) }) },
  'a promise with a constructor that throws': {
    make: () => () =>
      Object.defineProperty(Foreign.resolve(thing), 'then', { value: (give: (value: unknown) => void) => give(thing) }),
  },
  'a thenable': { make: () => () => thenable((give) => give(thing)) },
  'a thenable that is late': { make: () => () => thenable((give) => queueMicrotask(() => give(thing))) },
  'a thenable that rejects': { make: () => () => thenable((_, refuse) => refuse(boom)) },
  'a thenable that calls both': { make: () => () => thenable((give, refuse) => (give(thing), refuse(boom))) },
  'a thenable that calls again and again': { make: () => () => thenable((give) => (give(thing), give(1), give(2))) },
  'a thenable that gives a thenable': { make: () => () => thenable((give) => give(thenable((next) => next(thing)))) },
  'a thenable that throws after it gave': { make: () => () => thenable((give) => (give(thing), fails(boom)())) },
  'a thenable that throws': { make: () => () => thenable(fails(boom)) },
  'a then that cannot be read': { make: () => () => Object.defineProperty({}, 'then', { get: fails(boom) }) },
  'a then that is no function': {
    make: () =>
      (
        (value) => () =>
          value
      )({ then: 5 }),
  },
  'a function that is a thenable': {
    make: () => () =>
      Object.assign(
        () => 1,
        thenable((give) => give(thing)),
      ),
  },
  'a generator': {
    make: () =>
      function* () {
        yield 1;
      },
    same: 'kind',
  },
  'an async generator': {
    make: () =>
      async function* () {
        yield 1;
      },
    same: 'kind',
  },
  'a method that reads this': { make: () => Account.prototype.balance, call: (fn) => Reflect.apply(fn, account, []) },
  'a static method': { make: () => Account.opened, call: (fn) => Reflect.apply(fn, Account, []) },
  'a method with a wrong this': {
    make: () => Account.prototype.balance,
    call: (fn) => Reflect.apply(fn, {}, []),
    same: 'kind',
  },
  'a getter that gives a function': { make: () => account.label },
  'a class that is called': { make: () => Account as never, same: 'kind' },
  'a constructor': { make: () => Account as never, call: (fn) => Reflect.construct(fn, []) as unknown, same: 'kind' },
  'an old constructor': {
    make: () =>
      function (this: { n: number }) {
        this.n = 1;
      },
    call: (fn) => Reflect.construct(fn, []) as unknown,
    same: 'kind',
  },
  'default and rest parameters': {
    make:
      () =>
      (first = 1, ...rest: number[]) =>
        first + rest.length,
    call: (fn) => (fn as (...args: unknown[]) => unknown)(undefined, 2, 3),
  },
  'one that looks at its arguments': {
    make: () =>
      function () {
        return arguments.length;
      },
    call: (fn) => (fn as (...args: unknown[]) => unknown)(1, undefined),
  },
  'a bound function': { make: () => Account.prototype.balance.bind(account) },
  'a proxy of a function': { make: () => new Proxy(() => thing, {}) },
  'a proxy that tells nothing of itself': {
    make: () =>
      new Proxy(() => thing, { ownKeys: fails(boom), getOwnPropertyDescriptor: fails(boom), get: fails(boom) }),
  },
  'a function without a prototype': { make: () => Object.setPrototypeOf(() => thing, null) as () => unknown },
  'a function with an apply of its own': {
    make: () => Object.assign(() => thing, { apply: fails(boom), call: fails(boom) }),
  },
  'a frozen function': { make: () => Object.freeze(() => thing) },
  'one that returns itself': {
    make: () => {
      const self = (): unknown => self;
      return self;
    },
  },
  'one that returns its arguments': {
    make: () => (value: unknown) => value,
    call: (fn) => (fn as (value: unknown) => unknown)(thing),
  },
  'a revoked proxy': {
    make: () =>
      (
        (proxy) => () =>
          proxy
      )(revoked()),
    same: 'kind',
  },
  'an aborted signal': {
    make: () => (signal: AbortSignal) => {
      signal.throwIfAborted();
      return 1;
    },
    call: (fn) => (fn as (signal: AbortSignal) => unknown)(AbortSignal.abort(boom)),
  },
  'one that never settles': { make: () => () => new Promise(() => undefined) },
  'a thenable that never settles': { make: () => () => thenable(() => undefined) },
  recursion: {
    make: () => {
      const down = (n: number): number => (n === 0 ? 0 : 1 + down(n - 1));
      return down;
    },
    call: (fn) => (fn as (n: number) => unknown)(100),
  },
  'too much recursion': {
    make: () => {
      const down = (): number => 1 + down();
      return down;
    },
    same: 'kind',
  },
  'a giant text': {
    make: () =>
      (
        (text) => () =>
          text
      )('x'.repeat(2 ** 24)),
  },
  'an object in itself': {
    make: () =>
      (
        (self) => () =>
          Object.assign(self, { self })
      )({}),
  },
};

async function outcomeOf(run: () => unknown): Promise<Outcome> {
  const settled = (async () => {
    try {
      return { value: await run() };
    } catch (error) {
      return { error };
    }
  })();
  const late = new Promise<'pending'>((resolve) => setImmediate(() => setImmediate(() => resolve('pending'))));
  return Promise.race([settled, late]);
}

/** Objects that are made anew by each call are of one kind, errors of one class. */
function kindOf(outcome: Outcome): unknown {
  if (outcome === 'pending') return outcome;
  const thrown = 'error' in outcome;
  const what = thrown ? outcome.error : outcome.value;
  return [thrown, Object.prototype.toString.call(what), (what as object).constructor.name];
}

function expectSame(actual: Outcome, expected: Outcome, same: Shape['same']): void {
  if (same === 'kind') return expect(kindOf(actual)).toEqual(kindOf(expected));
  if (actual === 'pending' || expected === 'pending') return expect(actual).toBe(expected);
  expect('error' in actual).toBe('error' in expected);
  if ('error' in actual && 'error' in expected) expect(Object.is(actual.error, expected.error)).toBe(true);
  if ('value' in actual && 'value' in expected) expect(Object.is(actual.value, expected.value)).toBe(true);
}

const plain = (fn: (...args: never[]) => unknown): unknown => fn();
const modes = ['throw', 'capture', 'value'] as const;

describe('a tracked function gives what it gave', () => {
  it('in at least thirty shapes', () => expect(Object.keys(shapes).length).toBeGreaterThanOrEqual(30));

  it.each(Object.entries(shapes))('%s', async (_name, { make, call = plain, same }) => {
    const tracker = new Tracker({ clock: new FakeClock() });
    const fn = make();
    const expected = await outcomeOf(() => call(fn));
    const tracked = tracker.track('load', fn);
    expectSame(await outcomeOf(() => call(tracked)), expected, same);
    const stage = expected === 'pending' ? 'running' : 'error' in expected ? 'failed' : 'succeeded';
    expect(tracker.work('load').status().stage).toBe(stage);
    expect(tracker.health().dropped).toEqual(expect.not.objectContaining({ faults: expect.any(Number) }));
  });

  it.each(Object.entries(shapes))('%s, where errors are captured or values', async (_name, { make, call = plain }) => {
    const tracker = new Tracker({ clock: new FakeClock() });
    const fn = make();
    const expected = await outcomeOf(() => call(fn));
    for (const onError of modes.slice(1)) {
      const tracked = tracker.track(onError, fn, { onError });
      const actual = await outcomeOf(() => call(tracked));
      if (expected === 'pending') expect(actual).toBe('pending');
      else expect(actual).toHaveProperty('value');
      const failed = expected !== 'pending' && 'error' in expected;
      const done = failed && onError === 'capture' ? 'failed' : 'succeeded';
      expect(tracker.work(onError).status().stage).toBe(expected === 'pending' ? 'running' : done);
    }
  });
});

describe('a tracked function looks as it did', () => {
  it.each([
    ['a name and a length', function load(_a: number, _b: number) {}],
    ['a bound name', function load() {}.bind(null)],
    ['a rest of parameters', (a: number, ...rest: number[]) => a + rest.length],
    [
      'no name',
      (
        () => () =>
          1
      )(),
    ],
    ['a class', Account as never],
  ])('%s', (_what, fn: (...args: never[]) => unknown) => {
    const { name, length } = new Tracker().track('x', fn);
    expect([name, length]).toEqual([fn.name, fn.length]);
  });

  it('although its class has a name of its own', () => {
    class Odd {
      static readonly name = 'odd';
    }
    expect(new Tracker().track('x', Odd as never)).toHaveProperty('name', 'odd');
  });
});

it('a tracked function may enter itself while it runs, and another tracker', async () => {
  const [one, other] = [new Tracker(), new Tracker()];
  const inner = other.track('inner', async (n: number): Promise<number> => (n === 0 ? 0 : 1 + (await outer(n - 1))));
  const outer: (n: number) => Promise<number> = one.track('outer', async (n: number) =>
    n === 0 ? 0 : 1 + (await inner(n - 1)),
  );
  expect(await outer(10)).toBe(10);
  expect([one.list().length, other.list().length]).toEqual([6, 5]);
});
