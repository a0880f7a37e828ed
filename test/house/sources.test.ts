import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const src = new URL('../../src/', import.meta.url);
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const offenders = (isOffence: (text: string) => boolean) =>
  files.filter((name) => isOffence(readFileSync(new URL(name, src), 'utf8')));

test('there are sources to look at', () => {
  expect(files.length).toBeGreaterThan(20);
});

test('no file is longer than 220 lines', () => {
  expect(offenders((text) => text.trimEnd().split('\n').length > 220)).toEqual([]);
});

test('nothing is exported with a star', () => {
  expect(offenders((text) => /^\s*export\s+(type\s+)?\*/m.test(text))).toEqual([]);
});

test('rooms are flat', () => {
  expect(files.filter((name) => name.split('/').length > 2)).toEqual([]);
});

test('relative imports name the file that is there', () => {
  expect(offenders((text) => /\bfrom '\.[^']*(?<!\.ts)'/.test(text))).toEqual([]);
});

/** V8 up to 11, which Node 20 has, looks a private accessor up at run time, each time: on every command that is felt. */
test('no accessor is private', () => {
  expect(offenders((text) => /^\s*(static\s+)?[gs]et\s+#/m.test(text))).toEqual([]);
});
