import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cruise, draw, violationsOf, withPicture } from '../tools/floors.mjs';

const page = new URL('../../src/README.md', import.meta.url);
const found = cruise();

test('every import stands in the table of the floors', () => {
  expect(violationsOf(found)).toEqual([]);
});

test('src/README.md has the picture that the imports draw (UPDATE=1 redraws it)', () => {
  const text = readFileSync(page, 'utf8');
  const current = withPicture(text, draw(found));
  if (process.env['UPDATE'] === '1') writeFileSync(page, current);
  else expect(text).toBe(current);
});
