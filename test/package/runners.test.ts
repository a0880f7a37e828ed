import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));

/** Runs a program without what this runner leaves in the environment. */
function run(...args: readonly string[]): string {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_TEST|TEST)/.test(name)),
  );
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...env, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  return stdout + stderr;
}

test('with Vitest: matchers are there, and open tasks fail their test', () => {
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const flags = ['--config', `${fixtures}vitest.config.mjs`, '--root', fixtures, '--reporter', 'json'];
  const json = run(vitest, 'run', ...flags);
  const { testResults } = JSON.parse(json.slice(json.indexOf('{'), json.lastIndexOf('}') + 1)) as {
    testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
  };
  const results = new Map(testResults[0]?.assertionResults.map((each) => [each.title, each]));
  expect([...results.values()].map(({ status }) => status)).toEqual(['passed', 'failed', 'passed']);
  expect(results.get('forgets a task')?.failureMessages.join()).toContain('open tasks: forgotten');
});

test('with node:test: assertions print the history, and open tasks fail their test', () => {
  const output = run('--test', '--test-reporter', 'tap', `${fixtures}with-node.mjs`);
  expect(output).toMatch(/^# pass 1$/m);
  expect(output).toMatch(/^# fail 2$/m);
  expect(output).toContain('load: pending → running → succeeded');
  expect(output).toContain('open tasks: forgotten');
});
