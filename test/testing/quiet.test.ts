import { expect, test } from 'vitest';
import { Quiet } from '../../src/testing/quiet.ts';

/** Has a new fact at each of so many looks. */
function busyFor(looks: number) {
  let seq = 0;
  return { facts: () => (seq < looks ? [{ seq: ++seq }] : []) as never };
}

test('it waits while facts come, and three turns more', async () => {
  const quiet = new Quiet(13);
  quiet.watch(busyFor(10));
  await quiet.wait();
  expect(await new Quiet(3).wait()).toBeUndefined();
});

test('facts without end are found out', async () => {
  const quiet = new Quiet(50);
  quiet.watch(busyFor(1000));
  await expect(quiet.wait()).rejects.toMatchObject({ code: 'never_quiet', message: /new facts came without end/ });
});
