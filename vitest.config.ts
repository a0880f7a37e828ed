import { readFileSync } from 'node:fs';
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

/** The library keeps no state in its modules, so test files may share a thread: loading everything anew costs 0.2 s a file. */
const sharing = { pool: 'threads', isolate: false } as const;

export default defineConfig({
  test: {
    reporters: ['default', './test/tools/counts.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html', 'lcovonly'],
      thresholds: { statements: 90, branches: 85, functions: 90, lines: 90 },
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
          ...sharing,
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
          testTimeout: 60_000,
        },
      },
    ],
  },
});
