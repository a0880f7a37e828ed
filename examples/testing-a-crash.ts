/** A flow that is killed after every write of its journal, and resumed: does everything happen once? */
import { strict as assert } from 'node:assert';
import { type CrashScenario, crashEverywhere } from 'worktrail/testing';

/** Each effect is a call of its own, which is not run again once it has succeeded. */
const careful: CrashScenario = async (tracker, effect) => {
  const pay = tracker.track('pay', async (amount: number) => {
    effect(`paid ${amount}`);
    return `receipt for ${amount}`;
  });
  const ship = tracker.track('ship', async (receipt: string) => effect(`shipped with ${receipt}`));
  await ship(await pay(30));
};

const { points, differing } = await crashEverywhere(careful);
assert.deepEqual(differing, []);
console.log(`careful: killed at ${points} points, always the same end`);

/** Two effects in one body: a crash between them pays twice. */
const careless: CrashScenario = async (tracker, effect) => {
  await tracker.run('order', async (task) => {
    effect('paid');
    task.note('paid, not yet shipped');
    effect('shipped');
  });
};

const [first] = (await crashEverywhere(careless)).differing;
console.log(`careless: ${first?.trace}`);
