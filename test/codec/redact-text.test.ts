import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createRedactor } from '../../src/codec/redact.ts';
import { isSecretName } from '../../src/codec/redact-fields.ts';
import { maskText } from '../../src/codec/redact-text.ts';
import { secrets } from '../fixtures/privacy/secrets.ts';
import { Random } from '../support/random.ts';

const { text } = createRedactor();

describe('a text loses', () => {
  it.each([
    ['Bearer abcdef', 'Bearer [redacted]'],
    ['sent BEARER a1b2c3d4, got 401', 'sent Bearer [redacted], got 401'],
    ['Authorization: Basic dXNlcjpwYXNz and more', 'Authorization: Basic [redacted] and more'],
    ['with Basic dXNlcjpwYXNz', 'with Basic [redacted]'],
    ['Authorization: Digest username="a", response="b"\nHost: c', 'Authorization: [redacted]\nHost: c'],
    ['Cookie: a=b; c=d\nHost: x', 'Cookie: [redacted]\nHost: x'],
    ['https://api.x/v1?page=2&access_token=a1b2&n=3', 'https://api.x/v1?page=2&access_token=[redacted]&n=3'],
    ['postgres://app:pa/ss@db:5432/x', 'postgres://[redacted]@db:5432/x'],
    ['Server=a;Password=x;y,z;Encrypt=true', 'Server=a;Password=[redacted];Encrypt=true'],
    ['{"a":1,"token":"x\\"y","b":2}', '{"a":1,"token":"[redacted]","b":2}'],
    ['{\\"token\\":\\"x\\",\\"b\\":2}', '{\\"token\\":\\"[redacted]\\",\\"b\\":2}'],
    ['{"auth":{"user":"a","x":[1]},"b":2}', '{"auth":[redacted],"b":2}'],
    ['{ password: hunter2 }', '{ password: [redacted] }'],
    ["'secret' => 'x', 'a' => 'b'", "'secret' => '[redacted]', 'a' => 'b'"],
    ['run --api-key k3y --verbose', 'run --api-key [redacted] --verbose'],
    ['<password>x y</password>', '<password>[redacted]</password>'],
    ['API key: abc123', 'API key: [redacted]'],
    ['passphrase: correct horse battery', 'passphrase: [redacted]'],
    ['password "hunter2" is wrong', 'password "[redacted]" is wrong'],
    ['pin=1234 cvv: 123', 'pin=[redacted] cvv: [redacted]'],
    ['token := "x"', 'token := "[redacted]"'],
    ['password=[redacted]hunter2', 'password=[redacted]'],
    ['name [secret:hunter2]', 'name [secret:[redacted]]'],
    ['a\n-----BEGIN EC PRIVATE KEY-----\nMHc\n-----END EC PRIVATE KEY-----\nb', 'a\n[redacted]\nb'],
    ['-----BEGIN PRIVATE KEY-----\nMHc that was cut', '[redacted]'],
  ])('%s', (given, kept) => {
    expect(text(given)).toBe(kept);
  });

  it('a value to its end, however long it is', () => {
    for (const open of [
      'password=',
      'password="',
      'token: ',
      'Bearer a1',
      'ghp_',
      'https://u:',
      'Authorization: Bearer ',
    ]) {
      const masked = text(`${open}${'x1'.repeat(50_000)}`);
      if (open !== 'https://u:') expect(masked.length, open).toBeLessThan(100);
    }
  });
});

describe('a text keeps', () => {
  it.each([
    'token: expired',
    'password: must be at least 8 characters',
    'auth=failed status=401',
    'token: 12:5',
    'bearer authentication is required',
    'Basic settings',
    'Unexpected token: foo',
    'token == null',
    'Token::new',
    'password=${DB_PASSWORD}',
    'password=***',
    'password=',
    'password: ""',
    'token:\n  x',
    'cookies: []',
    'ssh://git@example.com/a.git',
    'http://localhost:5173/@vite/client',
    'eyJust.some.name',
    'eyJust_a_longer.one',
    '----- BEGIN -----',
    '[secret:0123456789abcdef0123456789abcdef]',
    'key: value',
    'a=b',
    '12:30:05',
    'n/a',
    '',
    '-',
    '--',
    '--token',
    ':',
    '=',
  ])('%s', (given) => {
    expect(text(given)).toBe(given);
  });
});

it('masking what was masked changes nothing', () => {
  const found = secrets(new Random(3), 200).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  expect(found.length).toBeGreaterThan(50);
  for (const value of found) expect(text(text(value))).toBe(text(value));
});

it('no text harms it', () => {
  const parts = [
    'password',
    '=',
    ':',
    '"',
    '\\',
    "'",
    '{',
    '}',
    ' ',
    '//',
    '@',
    '-',
    '--',
    '<',
    '>',
    'Bearer',
    'eyJ',
    '.',
    '\n',
    'é',
    '\ud800',
    '[redacted]',
    '[secret:',
    ',',
  ];
  const texts = fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((some) => some.join(''));
  fc.assert(fc.property(texts, (given) => typeof text(given) === 'string'));
});

describe('a look is bounded', () => {
  const quarter = 250_000;
  const repeated = [
    'Bearer ',
    'Bearer a1 ',
    'Basic YTpi ',
    '&token=',
    'ghp_',
    ' => ',
    '://',
    '://a',
    '://a:b',
    '://a:b@',
    'eyJ',
    'eyJaaaaaaaaaa-',
    'eyJaaaaaaaaaa.',
    'sk-',
    'sk_live_',
    'xoxb-',
    'AKIA',
    '-----BEGIN ',
    '-----BEGIN KEY-----',
    'token=',
    'token=,',
    'token=a,b',
    'password="',
    "token='",
    'token=\\\\"',
    'token:{',
    'auth: ',
    'Authorization: Digest ',
    'cookie: a',
    '--token ',
    '<password>',
    '<token>a',
    'API key: ',
    'a=',
    '"',
    ' "',
    '\\"',
  ];

  it.each(repeated)('a quarter of a megabyte of %j is read in time', (part) => {
    const started = performance.now();
    text(part.repeat(Math.ceil(quarter / part.length)));
    text(`${part.repeat(1000)}${'a'.repeat(quarter)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('no name is judged where nothing says that a value follows', () => {
    const judged: string[] = [];
    const judge = (name: string) =>
      judged.push(name) > 0 && isSecretName(name) ? { text: name, isOwn: false } : undefined;
    maskText('loaded 3201 rows of movies.json in 12 ms, a token and a password among them', judge);
    expect(judged).toEqual([]);
    maskText('took=3 at 12:30, password=x', judge);
    expect(judged).toEqual(['took', 'password']);
  });
});

it('a value that is as long as one look is masked to its end, and no further', () => {
  for (const length of [8191, 8192, 8193, 16384]) {
    expect(text(`password=${'a'.repeat(length)}" and more`)).toBe(text(`password=${'a'.repeat(20)}" and more`));
  }
});
