import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  exports: Record<string, string | Record<string, string>>;
  dependencies: Record<string, string>;
};
const { './package.json': itself, ...subpaths } = manifest.exports;
const doors = readdirSync(new URL('src/', root)).filter((name) => name.endsWith('.ts'));

/** `.` is src/index.ts, `./testing` is src/testing.ts, `./testing/vitest` is src/testing-vitest.ts. */
const doorOf = (subpath: string) => (subpath === '.' ? 'index' : subpath.slice(2).replaceAll('/', '-'));

test('each subpath is one file at the top of src, and each such file is a subpath', () => {
  expect(itself).toBe('./package.json');
  expect(Object.keys(subpaths).map(doorOf).sort()).toEqual(doors.map((name) => name.slice(0, -3)).sort());
});

test.each(Object.entries(subpaths))(
  '%s gives its types first, then its code, and both are built',
  (subpath, target) => {
    const built = `./dist/${doorOf(subpath)}`;
    expect(Object.entries(target)).toEqual([
      ['types', `${built}.d.ts`],
      ['default', `${built}.js`],
    ]);
    for (const file of Object.values(target)) expect(existsSync(new URL(file, root)), file).toBe(true);
  },
);

test('there are four runtime dependencies and no others', () => {
  expect(Object.keys(manifest.dependencies)).toEqual(['date-fns', 'eventemitter3', 'nanoid', 'zod']);
});
