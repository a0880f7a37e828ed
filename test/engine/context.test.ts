import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { AsyncContext } from '../../src/engine/async-context.ts';
import { AsyncContext as InBrowser } from '../../src/engine/async-context.browser.ts';
import { ExplicitContext } from '../../src/engine/context.ts';

test('the task that one is inside of is known across await, timers and promises', async () => {
  const context = new AsyncContext<string>();
  expect(context.current).toBeUndefined();
  const body = async () => {
    const seen = [context.current];
    await Promise.resolve();
    seen.push(context.current);
    await setImmediate();
    seen.push(context.current, await Promise.resolve().then(() => context.current));
    return seen;
  };
  const [a, b] = await Promise.all([context.run('a', body), context.run('b', body)]);
  expect([a, b]).toEqual([Array(4).fill('a'), Array(4).fill('b')]);
  expect(context.current).toBeUndefined();
});

test.each([AsyncContext, InBrowser])('one inside another', (Context) => {
  const context = new Context<string>();
  const inner = () => context.run('inner', () => context.current);
  expect(context.run('outer', () => [context.current, inner(), context.current])).toEqual(['outer', 'inner', 'outer']);
  expect(context.current).toBeUndefined();
});

test('in a browser the task is known until the body first waits, and never to somebody else', async () => {
  const context = new InBrowser<string>();
  const body = async () => {
    const before = context.current;
    await Promise.resolve();
    return [before, context.current];
  };
  expect(await Promise.all([context.run('a', body), context.run('b', body)])).toEqual([
    ['a', undefined],
    ['b', undefined],
  ]);
  const thrown = () => {
    throw new Error('x');
  };
  expect(() => context.run('a', thrown)).toThrow('x');
  expect(context.current).toBeUndefined();
});

test.each([AsyncContext, InBrowser])('after it is closed nothing is known', (Context) => {
  const context = new Context<string>();
  context.close();
  const inside = () => {
    context.close();
    return context.current;
  };
  expect(context.run('a', inside)).toBeUndefined();
});

test('without ambient tasks the caller names them', () => {
  const context = new ExplicitContext<string>();
  expect(context.run('a', () => context.current)).toBeUndefined();
  expect(context.run('a', () => 5)).toBe(5);
  context.close();
});

describe('contexts beside each other', () => {
  test('each knows its own task, however they lie in each other', () => {
    const [one, two] = [new AsyncContext<string>(), new AsyncContext<string>()];
    const both = () => [one.current, two.current];
    const seen = one.run('a', () => [
      both(),
      two.run('b', () => [both(), one.run('c', () => [both(), two.run('d', both), both()]), both()]),
      both(),
    ]);
    const [a, ab, cb, cd] = [
      ['a', undefined],
      ['a', 'b'],
      ['c', 'b'],
      ['c', 'd'],
    ];
    expect(seen).toEqual([a, [ab, [cb, cd, cb], ab], a]);
    expect(both()).toEqual([undefined, undefined]);
    one.close();
    two.close();
  });

  test('one that is closed takes nothing from the others', () => {
    const [one, two] = [new AsyncContext<string>(), new AsyncContext<string>()];
    const seen = one.run('a', () =>
      two.run('b', () => {
        two.close();
        two.close();
        return [one.current, two.current];
      }),
    );
    expect(seen).toEqual(['a', undefined]);
    one.close();
  });

  test('a promise costs the same, however many of them nobody closed', async () => {
    const marksInside = (context: AsyncContext<string>) =>
      context.run('a', () => Object.getOwnPropertySymbols(Promise.resolve()).length);
    const [first, ...others] = Array.from({ length: 50 }, () => new AsyncContext<string>());
    const before = marksInside(first as AsyncContext<string>);
    for (const other of others) marksInside(other);
    expect(marksInside(first as AsyncContext<string>)).toBe(before);
    for (const context of [first, ...others]) context?.close();
  });
});
