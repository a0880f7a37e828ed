import { room, rooms } from './rooms.mjs';

export default {
  mutate: rooms[room].sources,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  // What happens once when a module is loaded would need all tests in a fresh process for each change; it is counted apart.
  ignoreStatic: true,
  concurrency: Number(process.env.MUTATION_RUNNERS ?? 2),
  timeoutMS: 3000,
  reporters: ['json', 'clear-text', 'progress-append-only'],
  jsonReporter: { fileName: `.cache/mutation/${room}.json` },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['/.*', '/dist', '/coverage', '/examples', '/test/bench'],
  thresholds: { high: 95, low: 90, break: null },
};
