import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/codec/redact.ts';
import { encode } from '../../src/codec/encode.ts';

const redactor = createRedactor();

describe('the name of a field', () => {
  it.each([
    'dbPassword',
    'DB_PASSWORD',
    'db.password',
    'DBPassword',
    'pAsSwOrD',
    'ｐａｓｓｗｏｒｄ',
    'user password',
    'password2',
    'passwd',
    'pwd',
    'passphrase',
    'client-secret',
    'ACCESS_TOKEN',
    'refreshToken',
    'IDToken',
    'accesstoken',
    'auth',
    'proxy-authorization',
    'Set-Cookie',
    'sessionId',
    'connect.sid',
    'SENTRY_DSN',
    'connectionString',
    'conn_str',
    'credentials',
    'awsSecretAccessKey',
    'private_key',
    'card.pin',
    'cvv',
    'CVC2',
    'SSN',
    'api_key_2',
    'password_hash',
    'X-Amz-Security-Token',
    'connection_string_2',
    'smtpPass',
    'token value',
    'API_KEY_PROD',
  ])('%s is that of a secret', (name) => {
    expect(redactor.value(name, 'x')).toBe(true);
  });

  it.each([
    'token_count',
    'max_tokens',
    'tokens',
    'tokenizer',
    'secretary',
    'passwordless',
    'cookie_consent_shown',
    'author',
    'authority',
    'keyboard',
    'monkey',
    'pinned',
    'session_count',
    'public_key',
    'primaryKey',
    'key',
    'has_password',
    'requiresAuth',
    'nextPageToken',
    'eos_token',
    'password_changed_at',
    'auth_method',
    'secret_name',
    'bypass',
    'compass',
    'first_pass',
    'message_sid',
    'gpio_pin',
    'authored',
    'signature',
    '__proto__',
    '$',
    '2',
    'toString',
  ])('%s is not', (name) => {
    expect(redactor.value(name, 'x')).toBe(false);
  });

  it('says nothing of a value that cannot hold a secret', () => {
    for (const value of [true, false, null, undefined]) expect(redactor.value('password', value)).toBe(false);
    for (const value of [1234, '', 7n, {}, []]) expect(redactor.value('password', value)).toBe(true);
  });

  it('is judged in linear time', () => {
    const started = performance.now();
    for (const part of ['aA', 'A', '_', 'token_', '2', 'é']) redactor.value(part.repeat(1_000_000), 1);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('own rules', () => {
  const user = { name: 'Ada', address: { city: 'Rome' } };
  const recorded = (rule: string | ((key: string, value: unknown) => boolean), value: unknown) =>
    encode(value, { redact: createRedactor([rule]) });

  it('name fields by dotted paths, wherever these begin; items of lists do not count', () => {
    const value = { users: [user], owner: { name: 'Bob' }, name: 'all' };
    const { value: kept, lossy } = recorded('users.name', value);
    expect(kept).toEqual({ users: [{ ...user, name: { $redacted: true } }], owner: { name: 'Bob' }, name: 'all' });
    expect(lossy).toBe(true);
    for (const rule of ['users[*].name', 'users[0].name', 'users.0.name', 'USERS.Name']) {
      expect(recorded(rule, value).value).toEqual(kept);
    }
    expect(recorded('address.city', value).value).toMatchObject({
      users: [{ address: { city: { $redacted: true } } }],
    });
  });

  it('find a path that is written as one key, and what stands in maps', () => {
    expect(recorded('user.name', { 'user.name': 'Ada', name: 1 }).value).toEqual({
      'user.name': { $redacted: true },
      name: 1,
    });
    const map = new Map([['user', new Map([['name', 'Ada']])]]);
    expect(JSON.stringify(recorded('user.name', map).value)).not.toContain('Ada');
  });

  it('hold for booleans too, and in texts', () => {
    expect(recorded('isAdmin', { is_admin: true }).value).toEqual({ is_admin: { $redacted: true } });
    const { text } = createRedactor(['shoeSize', 'user.name']);
    expect(text('shoe_size=44 user.name=Ada name=all')).toBe('shoe_size=[redacted] user.name=[redacted] name=all');
  });

  it('may be functions, which are asked with the very value; one that throws forbids it', () => {
    const seen: unknown[] = [];
    recorded((key, value) => seen.push([key, value]) > 9, { a: user });
    expect(seen[0]).toEqual(['a', user]);
    expect((seen[0] as unknown[])[1]).toBe(user);
    const failing = () => JSON.parse('') as boolean;
    expect(recorded(failing, { a: 1 }).value).toEqual({ a: { $redacted: true } });
  });

  it.each(['', '.', '..', '[0]', '$'])('that name nothing forbid nothing: %j', (rule) => {
    expect(recorded(rule, { a: { '': 1, $: 2 } }).lossy).toBe(false);
  });
});
