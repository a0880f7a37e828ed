import { expect, it } from 'vitest';
import { createRedactor } from '../../src/codec/redact.ts';
import { redactJson } from '../../src/codec/redact-json.ts';
import { keptName, keptPath } from '../../src/codec/redact-names.ts';

const redactor = createRedactor(['metadata.owner.name']);

it('JSON with nothing to mask is the very same', () => {
  const value = Object.freeze({ rows: [1, { name: 'a', none: null }], password: true });
  expect(redactJson(value, redactor, 'metadata')).toBe(value);
});

it('JSON stays JSON: fields by name and path, texts and keys by shape', () => {
  const value = {
    list: [{ token: 'x' }, 'Bearer a1b2c3d4'],
    owner: { name: 'Ada', age: 3 },
    'password=x': 1,
    deep: { a: { b: 'ok' } },
  };
  const masked = redactJson(value, redactor, 'metadata');
  expect(masked).toEqual({
    list: [{ token: '[redacted]' }, 'Bearer [redacted]'],
    owner: { name: '[redacted]', age: 3 },
    'password=[redacted]': 1,
    deep: { a: { b: 'ok' } },
  });
  expect(masked.deep).toBe(value.deep);
  expect(Object.isFrozen(masked) && Object.isFrozen(masked.list)).toBe(true);
  expect(value.list[0]).toEqual({ token: 'x' });
});

it('a name that holds a secret is kept as a hash, always the same', () => {
  const kept = keptName('password=hunter2', redactor);
  expect(kept).toMatch(/^\[secret:[0-9a-f]{32}\]$/);
  expect(keptName('password=hunter2', redactor)).toBe(kept);
  expect(keptName('password=hunter3', redactor)).not.toBe(kept);
  expect(keptName(kept, redactor)).toBe(kept);
  expect(keptName('reset password', redactor)).toBe('reset password');
  expect(keptPath('nightly/password=hunter2/load', redactor)).toBe(`nightly/${kept}/load`);
});
