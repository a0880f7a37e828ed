import * as fc from 'fast-check';
import type { Json } from '../../src/model/json.ts';

/** The host's value of an encoded one, for the tags that tests use. */
export function decoded(value: Json): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decoded);
  const [tag, content] = Object.entries(value)[0] ?? [];
  if (tag?.startsWith('$') && Object.keys(value).length === 1) return untagged(tag, content as never);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, decoded(field)]));
}

function untagged(tag: string, content: never): unknown {
  if (tag === '$date') return new Date(content);
  if (tag === '$set') return new Set((content as Json[]).map(decoded));
  if (tag === '$map') return new Map((content as [Json, Json][]).map(([key, field]) => [decoded(key), decoded(field)]));
  if (tag === '$number') return Number(content);
  if (tag === '$bigint') return BigInt(content);
  return undefined;
}

const keys = fc.constantFrom('a', 'b', 'c', '', 'x/y', '~', '0', '__proto__', 'length');

/** Any encoded value: small, and of few words, so that two of them often have parts in common. */
export const encodedValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json; leaf: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
    fc.uniqueArray(fc.tuple(keys, tie('value')), { selector: ([key]) => key, maxLength: 4 }).map(mapOf),
    fc
      .uniqueArray(fc.tuple(tie('leaf'), tie('value')), { selector: ([key]) => JSON.stringify(key), maxLength: 3 })
      .map(mapOf),
    fc.uniqueArray(tie('value'), { selector: (item) => JSON.stringify(item), maxLength: 3 }).map(($set) => ({ $set })),
  ),
  leaf: fc.oneof(
    fc.constantFrom<Json>(null, true, false, '', 'a', '1', { $number: 'NaN' }, { $undefined: true }),
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 0, max: 2 }).map(($date) => ({ $date })),
    fc.integer({ min: 0, max: 2 }).map((big) => ({ $bigint: `${big}` })),
  ),
})).value;

function mapOf(entries: [Json, Json][]): Json {
  return { $map: entries };
}
