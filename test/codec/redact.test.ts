import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/codec/redact.ts';

describe('fields that must not be recorded', () => {
  const redactor = createRedactor();

  it.each([
    'password',
    'Passwd',
    'client_secret',
    'accessToken',
    'Authorization',
    'Set-Cookie',
    'x-api-key',
    'apiKey',
    'APIKEY',
    'private.key',
  ])('%s', (key) => {
    expect(redactor.value(key, 'x')).toBe(true);
    expect(redactor.value(key, 'x')).toBe(true);
  });

  it.each(['token_count', 'secretary', 'passwords_seen', 'key', 'tokenizer', 'cookieless', '', '日本'])(
    'but not %s',
    (key) => {
      expect(redactor.value(key, 'x')).toBe(false);
    },
  );

  it('are those that rules name too, alone or as the end of a path', () => {
    const { value } = createRedactor(['user.homeAddress', 'ssn', (key, given) => key === 'shoe' && given !== 0]);
    expect(['home_address', 'HomeAddress', 'SSN', 'shoe', 'password'].map((key) => value(key, 1))).toEqual(
      Array(5).fill(true),
    );
    expect(['user', 'address'].map((key) => value(key, 1))).toEqual([false, false]);
    expect(value('shoe', 0)).toBe(false);
  });

  it('are those for which a rule throws', () => {
    const { value } = createRedactor([() => JSON.parse('')]);
    expect(value('a', 1)).toBe(true);
  });

  it('are judged again and again, however many there are', () => {
    for (let at = 0; at < 2000; at += 1) expect(redactor.value(`field${at}`, 1)).toBe(false);
    expect(redactor.value(`${'x_'.repeat(100)}token`, 1)).toBe(true);
  });
});

describe('texts', () => {
  const { text } = createRedactor();

  it('lose bearer tokens and the userinfo of addresses', () => {
    expect(text('authorization: bearer abc.DEF-1~2+/=, next')).toBe('authorization: Bearer [redacted], next');
    expect(text('see https://me:pw@host/a and postgres://u@db')).toBe(
      'see https://[redacted]@host/a and postgres://[redacted]@db',
    );
  });

  it('keep all else', () => {
    for (const kept of ['', 'forbearer x', 'bearer', 'mail me@host', 'https://host/@me']) expect(text(kept)).toBe(kept);
  });

  it('are read in linear time', () => {
    const bomb = `${'Bearer '.repeat(20_000)}${'://a'.repeat(20_000)}${'://'}${'a'.repeat(200_000)}`;
    const started = performance.now();
    text(bomb);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
