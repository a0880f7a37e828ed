import { expect, test } from 'vitest';
import { crashEverywhere, type CrashScenario } from '../../src/testing.ts';

const shop: CrashScenario = async (tracker, effect) => {
  const pay = tracker.track('pay', async (amount: number) => {
    effect(`paid ${amount}`);
    return `receipt ${amount}`;
  });
  const ship = tracker.track('ship', async (receipt: string) => effect(`shipped for ${receipt}`));
  await ship(await pay(3));
  await ship(await pay(4));
};

test('a flow of tracked calls ends the same wherever it is killed, and does everything once', async () => {
  const { points, differing } = await crashEverywhere(shop);
  expect(differing).toEqual([]);
  expect(points).toBe(9);
});

test('an effect before a write that is not its own is found, at its smallest crash point', async () => {
  const { differing } = await crashEverywhere(async (tracker, effect) => {
    await tracker.run('order', async (task) => {
      effect('paid');
      task.note('paid');
      effect('shipped');
    });
  });
  expect(differing[0]?.point).toBe(2);
  expect(differing[0]?.trace).toContain('order: pending → running → interrupted (owner_lost) → running (resumed)');
  expect(differing[0]?.trace).toContain('"paid", "paid", "shipped"');
});

test('back-offs cost no time, and go on after a crash', async () => {
  const { differing, points } = await crashEverywhere(async (tracker, effect) => {
    let calls = 0;
    const pull = tracker.track(
      'pull',
      async () => {
        if (++calls === 1) throw new Error('busy');
        effect('pulled');
      },
      { retries: { times: 3, delay: { hours: 1 } } },
    );
    await pull();
  });
  expect(points).toBeGreaterThan(4);
  expect(differing).toEqual([]);
});

test('what must be the same can be chosen', async () => {
  const random = async () => Math.random();
  const flow: CrashScenario = async (tracker) => tracker.run('roll', random);
  expect((await crashEverywhere(flow)).differing).not.toEqual([]);
  const compare = { compare: (tracker: { counts(): unknown }) => Object.keys(tracker.counts() as object) };
  expect((await crashEverywhere(flow, compare)).differing.map(({ trace }) => trace)).toEqual([]);
});

test('a function cannot be run in another process', async () => {
  await expect(crashEverywhere(shop, { processes: true })).rejects.toMatchObject({ code: 'no_module' });
});

test('a flow that does not end, also without a crash, is refused', async () => {
  const stuck = crashEverywhere(() => new Promise(() => undefined), { patienceMs: 5 });
  await expect(stuck).rejects.toMatchObject({ code: 'stuck' });
});

test('a flow that does not end after a crash differs', async () => {
  let isFirst = true;
  const flow: CrashScenario = async (tracker) => {
    if (!isFirst) await new Promise(() => undefined);
    await tracker.run('load', async () => 'rows');
    isFirst = false;
  };
  const { differing } = await crashEverywhere(flow, { patienceMs: 5 });
  expect(differing[0]?.point).toBe(1);
});

test('calls that run side by side repeat what was cut off, which does no harm where effects may be repeated', async () => {
  const flow: CrashScenario = async (tracker, effect) => {
    const copy = tracker.track('copy', async (file: string) => effect(file));
    await Promise.all([copy('a'), copy('b')]);
  };
  expect((await crashEverywhere(flow)).differing.map(({ point }) => point)).toEqual([2, 3]);
  expect((await crashEverywhere(flow, { effects: 'distinct' })).differing).toEqual([]);
});

test('a module hands its scenario', async () => {
  const url = new URL('../support/crash-scenario.ts', import.meta.url);
  expect((await crashEverywhere(url, { effects: 'distinct' })).differing).toEqual([]);
  const other = new URL('../support/random.ts', import.meta.url);
  await expect(crashEverywhere(other)).rejects.toMatchObject({ code: 'no_scenario' });
});
