import fc from 'fast-check';
import { sampleFact } from '../../src/testing/sample-facts.ts';

/** Texts of facts as lines have them: usual ones, others, and ones that somebody changed. */
const words = fc.constantFrom(
  'running',
  'pending',
  'jöb ✓',
  'a "quote"',
  '',
  '\u0000',
  '__proto__',
  'seq',
  '{"seq":1}',
);
const ids = fc.oneof(fc.constantFrom('a', 'a-1', 'a-2', 'ü', '\\', 'x'.repeat(70)), fc.string({ maxLength: 8 }));
const clocks = {
  seq: fc.nat(),
  timestamp: fc.oneof(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.double({ noDefaultInfinity: true, noNaN: true })),
  mono: fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(0, -0, -1, 1e300)),
  taskId: ids,
};

const move = fc.record({
  ...clocks,
  type: fc.constantFrom('stage_changed', 'task_created'),
  from: words,
  to: words,
  attempt: fc.nat(3),
});
const movedFor = fc.record({
  ...clocks,
  type: fc.constant('stage_changed'),
  from: words,
  to: words,
  attempt: fc.nat(3),
  reason: fc.oneof(words, fc.constantFrom(null, 1, [])),
});
const created = fc.record({ ...clocks, type: fc.constantFrom('task_created', 'heartbeat'), name: words });
const other = fc.nat(1000).map((seq) => sampleFact(seq + 1));

export const facts = fc.oneof(move, movedFor, created, other);

const splinters = fc.constantFrom(
  '"',
  '\\',
  ',',
  '}',
  '{',
  '1',
  '.',
  '-',
  'e',
  ' ',
  ',"seq":1',
  ',"type":"x"',
  '"from":"a",',
  '\u00e9',
  '\n',
);

/** A piece is put in somewhere, over nothing or over some letters. */
const damaged = fc.tuple(facts, fc.nat(), splinters, fc.nat(3)).map(([fact, place, splinter, over]) => {
  const text = JSON.stringify(fact);
  const at = place % text.length;
  return text.slice(0, at) + splinter + text.slice(at + over);
});

export const lineTexts = fc.oneof(
  { weight: 3, arbitrary: facts.map((fact) => JSON.stringify(fact)) },
  { weight: 2, arbitrary: damaged },
);
