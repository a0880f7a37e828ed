import { expect, test } from 'vitest';
import type { crashEverywhere } from '../../src/testing.ts';

/** As it is built: a process of its own cannot run the sources. */
const built = (await import(String(new URL('../../dist/testing.js', import.meta.url)))) as {
  crashEverywhere: typeof crashEverywhere;
};

const scenarioAt = (name: string) => new URL(`fixtures/${name}.mjs`, import.meta.url);

test('real processes are killed at every write, and the flow ends the same', async () => {
  const { points, differing } = await built.crashEverywhere(scenarioAt('crash-scenario'), { processes: true });
  expect(differing).toEqual([]);
  expect(points).toBe(7);
});

test('an effect that is repeated is found there, too', async () => {
  const { differing } = await built.crashEverywhere(scenarioAt('careless-scenario'), { processes: true });
  expect(differing[0]?.point).toBe(2);
  expect(differing[0]?.trace).toContain('"paid", "paid", "shipped"');
});

test('a function cannot be run in another process, and a module that fails says why', async () => {
  await expect(built.crashEverywhere(async () => 1, { processes: true })).rejects.toMatchObject({ code: 'no_module' });
  const failing = built.crashEverywhere(scenarioAt('vitest.config'), { processes: true });
  await expect(failing).rejects.toMatchObject({ code: 'child_failed', message: /exports no function 'scenario'/ });
});
