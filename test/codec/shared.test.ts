import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode } from '../../src/codec/encode.ts';
import { createRedactor } from '../../src/codec/redact.ts';
import type { Json } from '../../src/model/json.ts';

const redact = createRedactor(['users[*].name', (key) => key === 'pin']);
const secret = 'Bearer abcdefghijklmnopqrstuvwxyz012345';

const key = fc.constantFrom('a', 'b', 'password', 'pin', 'users', 'name', '$date', '$x', '__proto__', '0', '…', secret);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(0, -0, 1, Number.NaN, '', 'text', secret, true, null, undefined, () => 1, new Date(0)),
  fc.string(),
);
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
}));
const recordOf = (value: unknown, earlier?: Json) => encode(value, { redact, earlier });

describe('a value of which an earlier record is known', () => {
  it('is recorded as without it', () => {
    const law = (before: unknown, after: unknown) => {
      const record = recordOf(after, recordOf(before).value);
      expect(record).toStrictEqual(recordOf(after));
      expect(JSON.stringify(record)).toBe(JSON.stringify(recordOf(after)));
    };
    fc.assert(fc.property(values, values, law), { numRuns: 2000 });
  });

  it('is the earlier record itself where texts, numbers and flags are the same', () => {
    const earlier = recordOf({ text: 'x', number: 1, yes: true, no: false }).value;
    expect(recordOf({ text: 'x', number: 1, yes: true, no: false }, earlier).value).toBe(earlier);
    expect(recordOf({ text: 'x', number: 1, yes: true, no: true }, earlier).value).toEqual({
      text: 'x',
      number: 1,
      yes: true,
      no: true,
    });
  });

  it('keeps the order of its fields', () => {
    const earlier = { a: 1, b: 2, c: 3 };
    for (const after of [
      { b: 2, a: 1, c: 3 },
      { a: 1, c: 3 },
      { a: 1, b: 2 },
      { c: 3, a: 1, b: 2, d: 4 },
      { a: 5, b: 2, c: 6 },
      { a: 5, b: 2 },
      { a: 5, c: 3, b: 2 },
      { a: 5, b: 2, c: 3, d: 4 },
    ]) {
      expect(JSON.stringify(recordOf(after, earlier).value)).toBe(JSON.stringify(after));
    }
    expect(earlier).toEqual({ a: 1, b: 2, c: 3 });
  });

  it('is that record where nothing is different, and else shares the parts that are the same', () => {
    const value = () => ({ rows: [{ a: 1 }, { a: 'x' }], size: 2, of: { deep: { er: [1, 2] } } });
    const earlier = recordOf(value()).value;
    expect(recordOf(value(), earlier).value).toBe(earlier);
    const next = value();
    (next.rows[1] as { a: string }).a = 'y';
    const { rows, of } = recordOf(next, earlier).value as unknown as { rows: object[]; of: object };
    const was = earlier as unknown as { rows: object[]; of: object };
    expect([rows[0] === was.rows[0], rows[1] === was.rows[1], of === was.of]).toEqual([true, false, true]);
  });

  it('shares nothing with a record of another kind', () => {
    for (const earlier of [[1], { $map: [['a', 1]] }, { a: { $date: 0 } }, 'a', null]) {
      expect(recordOf({ a: 1 }, earlier)).toStrictEqual({ value: { a: 1 }, lossy: false });
      expect(recordOf([{ a: 1 }], [earlier])).toStrictEqual({ value: [{ a: 1 }], lossy: false });
    }
  });

  it('is judged anew where a text is another one, and calls a getter once', () => {
    const earlier = recordOf({ note: 'fine', n: 1 }).value;
    let calls = 0;
    const value = {
      get note() {
        calls += 1;
        return secret;
      },
      n: 1,
    };
    expect(JSON.stringify(recordOf(value, earlier).value)).not.toContain('abcdefghij');
    expect(calls).toBe(1);
  });

  it('is bounded by the caps all the same', () => {
    const wide = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, at]));
    const earlier = recordOf(wide).value;
    const caps = { depth: 4, nodes: 20, bytes: 10_000 };
    expect(encode(wide, { caps, earlier })).toMatchObject({ lossy: true });
    expect(encode(['x'.repeat(80), 1], { caps: { ...caps, bytes: 60 }, earlier: ['x'.repeat(80), 1] }).lossy).toBe(
      true,
    );
  });
});
