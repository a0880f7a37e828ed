import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const dist = new URL('../../dist/', import.meta.url);
type Module = Readonly<Record<string, unknown>>;
const door = async (name: string) => (await import(String(new URL(`${name}.js`, dist)))) as Module;

const node = (code: string): string =>
  execFileSync(process.execPath, ['--enable-source-maps', '--input-type=module', '--eval', code], {
    cwd: fileURLToPath(dist),
    encoding: 'utf8',
  });

test.each(['index', 'journal', 'testing'])('what %s hands out keeps its name', async (name) => {
  const handedOut = Object.entries(await door(name)).filter(([, value]) => typeof value === 'function');
  expect(handedOut.length).toBeGreaterThan(0);
  for (const [exported, value] of handedOut) expect((value as { readonly name: string }).name).toBe(exported);
});

test('a class is the same by each door', async () => {
  const { Tracker, TrackerError } = await door('index');
  const isOurs = (error: unknown) => error instanceof (TrackerError as typeof Error);
  const { fileJournal } = (await door('journal')) as Readonly<Record<string, (directory: number) => unknown>>;
  const { testTracker } = (await door('testing')) as Readonly<Record<string, () => { readonly tracker: unknown }>>;
  expect(() => fileJournal!(1)).toThrow(expect.toSatisfy(isOurs));
  expect(testTracker!().tracker).toBeInstanceOf(Tracker);
});

test('a stack leads to the sources', () => {
  const stack = node(`
    import { Tracker } from './index.js';
    try { new Tracker().task('') } catch (error) { console.log(error.stack) }
  `);
  expect(stack).toMatch(/\/src\/tracker\/[\w-]+\.ts:\d+/);
  expect(stack).not.toMatch(/dist\/[\w/-]+\.js/);
});

test('the code is ASCII, which is read at one byte a character', () => {
  const code = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const text = code.map((name) => readFileSync(new URL(name, dist), 'utf8')).join('\n');
  expect(text).toContain('\\u2026');
  expect(/[^\0-\x7f]/.exec(text)?.[0]).toBeUndefined();
});

test('no code lies about that nothing leads to', () => {
  const code = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const text = code.map((name) => readFileSync(new URL(name, dist), 'utf8')).join('\n');
  const [inFolders, doors] = [code.filter((name) => name.includes('/')), code.filter((name) => !name.includes('/'))];
  expect(doors.length).toBeGreaterThan(3);
  expect(inFolders.filter((name) => !text.includes(`/${basename(name)}`))).toEqual([]);
});
