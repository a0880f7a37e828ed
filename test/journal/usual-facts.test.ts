import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsualFacts, usualBytes } from '../../src/journal/usual-facts.ts';
import { viewOf } from '../../src/journal/words.ts';
import type { Fact } from '../../src/model/facts.ts';

/** The JSON that is written of a fact; undefined where it is left to the caller. */
function textOf(fact: object, usual = new UsualFacts()): string | undefined {
  const bytes = Buffer.alloc(usualBytes + 5);
  const end = usual.put(viewOf(bytes), 5, fact as Fact);
  expect([...bytes.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0]);
  return end < 0 ? undefined : `${bytes.toString('utf8', 5, end)}}`;
}

const stamp = { seq: 7, timestamp: 1_795_185_070_400, mono: 283.7, taskId: 'k3-0' };
const created = { ...stamp, type: 'task_created', name: 'jöb ✓' };
const moved = { ...stamp, type: 'stage_changed', from: 'pending', to: 'running', attempt: 1 };

test.each([
  created,
  moved,
  { ...moved, reason: 'a "reason"' },
  { ...moved, seq: 0, timestamp: 0, mono: 0, taskId: '' },
  { ...created, seq: Number.MAX_SAFE_INTEGER, timestamp: Number.MAX_SAFE_INTEGER, taskId: 'x'.repeat(64) },
])('%j stands as JSON.stringify writes it', (fact) => {
  const usual = new UsualFacts();
  for (let time = 0; time < 2; time++) expect(textOf(fact, usual)).toBe(JSON.stringify(fact));
});

test.each([
  ['of another type', { ...stamp, type: 'heartbeat' }],
  ['with a field more', { ...moved, cause: 3 }],
  ['with a field more that says nothing', { ...moved, reason: undefined }],
  ['with a field less', { ...created, name: undefined }],
  ['with another field instead', { ...stamp, type: 'task_created', key: 'k' }],
  ['of no task', { ...created, taskId: undefined, key: 'k' }],
  ['with an id of more bytes than most', { ...created, taskId: 'x'.repeat(65) }],
  ...['"', '\\', '\n', '\u007f', 'ü'].map((text) => [
    `with ${JSON.stringify(text)} in its id`,
    { ...created, taskId: text },
  ]),
  ...[-1, 0.5, Number.NaN, 2 ** 53].map((seq) => [`with the number ${seq}`, { ...created, seq }]),
  ...[-1, 0.5, Number.NaN, 2 ** 53].map((timestamp) => [`with the time ${timestamp}`, { ...created, timestamp }]),
  ...[-1, Number.NaN, 1e-7].map((mono) => [`with the clock ${mono}`, { ...created, mono }]),
  ['with a name of more bytes than most', { ...created, name: 'x'.repeat(256) }],
] as [string, object][])('a fact %s is left to the caller', (_, fact) => {
  expect(textOf(fact)).toBeUndefined();
});

test('what is written is read as the same fact', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const head = {
    seq: fc.maxSafeNat(),
    timestamp: fc.maxSafeNat(),
    mono: fc.oneof(
      fc.maxSafeNat().map((parts) => parts / 1e6),
      fc.double({ min: 0, noNaN: true }),
    ),
    taskId: text,
  };
  const facts = fc.oneof(
    fc.record({ ...head, type: fc.constant('task_created'), name: text }),
    fc.record(
      { ...head, type: fc.constant('stage_changed'), from: text, to: text, attempt: fc.integer(), reason: text },
      { requiredKeys: ['seq', 'timestamp', 'mono', 'taskId', 'type', 'from', 'to', 'attempt'] },
    ),
  );
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 5 }), (several) => {
      const usual = new UsualFacts();
      for (const fact of several) {
        const json = textOf(fact, usual);
        if (json !== undefined) expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(fact)));
      }
    }),
    { numRuns: 2000 },
  );
});
