import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `worktrail` and its subpaths lead to the sources, so that no test needs a build to import them by name. */
const { exports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  exports: Record<string, string | { default: string }>;
};
const alias = Object.entries(exports).flatMap(([subpath, target]) => {
  if (typeof target === 'string') return [];
  const source = target.default.replace('./dist/', './src/').replace(/\.js$/, '.ts');
  const name = `worktrail${subpath.slice(1)}`;
  return [{ find: new RegExp(`^${name}$`), replacement: fileURLToPath(new URL(source, import.meta.url)) }];
});

/** Tests of what is built: they run after a build, which is made only when the sources have changed. */
const built = ['test/house/**/*.test.ts', 'test/examples/**/*.test.ts', 'test/package/**/*.test.ts'];

/** `npm run hardened` sets it: see there. */
const setupFiles = process.env['WORKTRAIL_FROZEN'] ? ['./test/support/frozen.ts'] : [];

/** The library keeps no state in its modules, so test files may share a thread: loading everything anew costs 0.2 s a file. */
const sharing = { pool: 'threads', isolate: false, maxWorkers: '100%' } as const;
/** Milliseconds. A busy machine is no failure; a hang is. */
const patience = 60_000;

/** How many of a room's branches must be taken, in per cent: all of them where the words and the rules are made. */
const strict = ['model', 'rules', 'codec'];
const rooms = readdirSync(new URL('src', import.meta.url), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);
const branches = Object.fromEntries(
  rooms.map(({ name }) => [`src/${name}/**`, { branches: strict.includes(name) ? 100 : 95 }]),
);

export default defineConfig({
  test: {
    reporters: ['default', './test/tools/counts.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // They run as built only, in processes of their own that are killed: test/package/crash-processes.test.ts.
      exclude: ['src/testing/crash-child.ts', 'src/testing/crash-in-processes.ts'],
      reporter: ['text-summary', 'html', 'lcovonly'],
      thresholds: { statements: 95, functions: 95, lines: 95, ...branches },
    },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...built, '**/node_modules/**'],
          setupFiles,
          ...sharing,
          testTimeout: patience,
          typecheck: {
            enabled: true,
            checker: 'tsc',
            include: ['test/**/*.test-d.ts'],
            tsconfig: './test/tsconfig.types.json',
          },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'built',
          include: built,
          ...sharing,
          globalSetup: './test/tools/build-setup.ts',
          testTimeout: patience,
        },
      },
    ],
  },
});
