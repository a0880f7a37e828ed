import { expect, test } from 'vitest';
import { Prefix } from '../../src/engine/prefix.ts';

test('a prefix is made when it is first read, and once', () => {
  let made = 0;
  const prefix = new Prefix(() => `made-${++made}`);
  expect(made).toBe(0);
  expect([prefix.text, prefix.text, made]).toEqual(['made-1', 'made-1', 1]);
});
