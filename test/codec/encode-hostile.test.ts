import { describe, expect, it } from 'vitest';
import { decode } from '../../src/codec/decode.ts';
import { encode } from '../../src/codec/encode.ts';
import type { Redactor } from '../../src/codec/redact.ts';
import { ValidationError } from '../../src/model/errors.ts';

const fails = (): never => {
  throw new Error('not for you');
};
const unreadable = { $unreadable: true };

function refusal(value: unknown): ValidationError {
  try {
    encode(value, { cycles: 'refuse' });
  } catch (error) {
    return error as ValidationError;
  }
  return expect.unreachable();
}

describe('what throws when it is read', () => {
  it('is marked where it stands; the rest is recorded', () => {
    const value = {
      a: 1,
      get b() {
        return fails();
      },
      c: 3,
    };
    expect(encode(value)).toStrictEqual({ value: { a: 1, b: unreadable, c: 3 }, lossy: true });
    const list = Object.defineProperty([1, 2], 0, { get: fails });
    expect(encode(list).value).toEqual([unreadable, 2]);
  });

  it('is not what a getter takes away: that is not there', () => {
    const value = {
      get a() {
        delete (value as { b?: number }).b;
        return 1;
      },
      b: 2,
      c: 3,
    };
    expect(encode(value).value).toEqual({ a: 1, b: { $undefined: true }, c: 3 });
  });

  it.each(['ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'] as const)(
    'is marked: a proxy whose %s throws',
    (trap) => {
      expect(encode({ p: new Proxy({ x: 1 }, { [trap]: fails }) }).value).toEqual({ p: unreadable });
    },
  );

  it('is marked: a proxy that was revoked, a class whose name throws, a function whose name throws', () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    class Odd {
      static get name() {
        return fails();
      }
    }
    const unnamed = Object.defineProperty(() => 1, 'name', { get: fails });
    expect(encode([proxy, new Odd(), unnamed]).value).toEqual([
      unreadable,
      { $instance: { class: '', fields: {} } },
      { $function: '' },
    ]);
  });

  it('is marked within errors, whose other parts stay', () => {
    const error = Object.defineProperty(new Error('x'), 'cause', { get: fails });
    expect(encode(error).value).toMatchObject({ $error: { message: 'x', cause: unreadable } });
  });
});

describe('what only feigns to be of the language', () => {
  it.each(['Date', 'Map', 'Set', 'RegExp', 'URL', 'ArrayBuffer', 'Uint8Array'])('%s', (kind) => {
    class Feigned {
      x = 1;
      get [Symbol.toStringTag]() {
        return kind;
      }
    }
    const { value } = encode(new Feigned());
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    if (kind !== 'ArrayBuffer') expect(value).toEqual({ $instance: { class: 'Feigned', fields: { x: 1 } } });
  });

  it('is an object like any other where only its prototype is of the language', () => {
    expect(encode(Object.create(Date.prototype)).value).toEqual({ $instance: { class: 'Date', fields: {} } });
  });
});

describe('nothing of the host is called but getters', () => {
  it('not toJSON, valueOf, toString, then, iterators and methods that subclasses replaced', () => {
    class Loud extends Map {
      override get = fails;
      override entries = fails;
      override forEach = fails;
      override [Symbol.iterator] = fails;
    }
    const hooks = { toJSON: fails, valueOf: fails, toString: fails, then: fails, [Symbol.toPrimitive]: fails };
    const date = Object.assign(new Date(0), { toJSON: fails, getTime: fails });
    const pattern = Object.defineProperty(/a/, 'source', { get: fails });
    expect(() => encode([new Loud(), hooks, date, pattern])).not.toThrow();
    expect(encode([date, pattern]).value).toEqual([{ $date: 0 }, { $regexp: ['a', ''] }]);
  });
});

describe('cycles', () => {
  const cyclic = () => {
    const value: { list: unknown[]; map: Map<string, unknown> } = { list: [1], map: new Map() };
    value.list.push({ back: value });
    return value;
  };

  it('are cut, with the number of levels that they lead up', () => {
    expect(encode(cyclic())).toStrictEqual({
      value: { list: [1, { back: { $cycle: 3 } }], map: { $map: [] } },
      lossy: true,
    });
  });

  it('are refused with the pointer of the value that contains itself', () => {
    expect(refusal(cyclic())).toMatchObject({ code: 'cyclic', path: '/list/1/back' });
    const map = new Map<unknown, unknown>();
    map.set('a/b~c', new Set([map]));
    expect(refusal(map)).toBeInstanceOf(ValidationError);
    expect(refusal(map).path).toBe('/a~1b~0c/0');
    const error = new Error('x');
    error.cause = error;
    expect(refusal([error]).path).toBe('/0/cause');
  });

  it('are not seen where one value merely stands in two places', () => {
    const shared = { a: 1 };
    expect(encode([shared, shared], { cycles: 'refuse' })).toStrictEqual({ value: [{ a: 1 }, { a: 1 }], lossy: false });
  });
});

describe('where Object.prototype is frozen or polluted', () => {
  it.skipIf(Object.isFrozen(Object.prototype))('fields are own fields', () => {
    const names = ['__proto__', 'constructor', 'toString', 'planted'];
    const value = Object.fromEntries(names.map((name) => [name, 1]));
    Object.defineProperty(Object.prototype, 'planted', { set: fails, configurable: true });
    try {
      expect(Object.keys(decode(encode(value).value) as object).sort()).toEqual(names.sort());
    } finally {
      Reflect.deleteProperty(Object.prototype, 'planted');
    }
  });
});

describe('redaction', () => {
  const redact: Redactor = {
    text: (text) => text.replaceAll('s3cret', '***'),
    value: (key) => key === 'password',
  };

  it('masks texts, keys, names and addresses, and leaves values of forbidden keys out', () => {
    const value = {
      password: 'x',
      note: 'my s3cret',
      s3cret: 1,
      map: new Map<unknown, unknown>([
        ['password', 1],
        ['s3cret', 2],
        [3, 's3cret'],
      ]),
      error: new Error('s3cret'),
      symbol: Symbol('s3cret'),
      url: new URL('http://a.b/s3cret'),
      pattern: /s3cret/,
    };
    const { value: recorded, lossy } = encode(value, { redact });
    expect(lossy).toBe(true);
    expect(JSON.stringify(recorded)).not.toContain('s3cret');
    expect(recorded).toMatchObject({
      password: { $redacted: true },
      note: 'my ***',
      '***': 1,
      pattern: { $regexp: ['***', ''] },
    });
    expect(recorded).toMatchObject({
      map: {
        $map: [
          ['password', { $redacted: true }],
          ['***', 2],
          [3, '***'],
        ],
      },
    });
  });

  it('masks a single text, and is not lossy where there was nothing to mask', () => {
    expect(encode('s3cret', { redact })).toStrictEqual({ value: '***', lossy: true });
    expect(encode({ a: 'fine' }, { redact })).toStrictEqual({ value: { a: 'fine' }, lossy: false });
  });

  it('sees a secret whole that lies across the cut', () => {
    const caps = { depth: 1, nodes: 1, bytes: 100 };
    const { value } = encode(`${'x'.repeat(90)}s3cret${'y'.repeat(50_000)}`, { redact, caps });
    expect(JSON.stringify(value)).not.toContain('s3c');
  });

  it('marks the whole value where the redactor itself fails', () => {
    expect(encode({ a: { b: 1 } }, { redact: { text: (text) => text, value: fails } }).value).toEqual(unreadable);
  });
});
