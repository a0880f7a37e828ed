import type { CrashScenario } from '../../src/testing.ts';

export const scenario: CrashScenario = async (tracker, effect) => {
  const copy = tracker.track('copy', async (file: string) => effect(`copied ${file}`));
  await Promise.all(['a.csv', 'b.csv'].map((file) => copy(file)));
};
