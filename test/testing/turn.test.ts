import { expect, test } from 'vitest';
import { type Primitives, turnBy } from '../../src/testing/turn.ts';

const { setImmediate, setTimeout, MessageChannel } = globalThis as unknown as Required<Primitives>;

/** A primitive that counts how often it is used. */
function counted(primitive: (callback: () => void, ms: number) => unknown) {
  const used = { times: 0 };
  const counting = (callback: () => void, ms: number) => {
    used.times++;
    return primitive(callback, ms);
  };
  return Object.assign(counting, { used });
}

test('a turn is a macrotask: microtasks are drained before it', async () => {
  for (const primitives of [{ setImmediate, setTimeout }, { MessageChannel, setTimeout }, { setTimeout }]) {
    const order: string[] = [];
    const turned = turnBy(primitives)().then(() => order.push('turn'));
    for (let n = 0; n < 20; n++) await Promise.resolve();
    order.push('microtasks');
    await turned;
    expect(order).toEqual(['microtasks', 'turn']);
  }
});

test('what is faked already is passed over', async () => {
  const faked = Object.assign(
    counted(() => undefined),
    { clock: {} },
  );
  const real = counted(setTimeout);
  await turnBy({ setImmediate: faked as never, setTimeout: real })();
  expect([faked.used.times, real.used.times]).toEqual([0, 1]);
});
