import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from '../../src/journal/blocks.ts';
import { FactParser } from '../../src/journal/fact-parser.ts';
import { shapeOf } from '../../src/journal/fact-shape.ts';
import { seal, sealBytes, sealedLine } from '../../src/journal/line.ts';
import { viewOf } from '../../src/journal/words.ts';
import { facts } from '../support/line-texts.ts';
import { footer, seed } from '../support/segment-bytes.ts';

const parserFrom = (first: number): FactParser => new FactParser('segment', seed, first);

/** Lines as one block; behind its end stands what was there before. */
function blockOf(lines: readonly Uint8Array[], offset = 0): Block {
  const bytes = Buffer.concat([...lines, Buffer.from('{"seq":\n')]);
  return { bytes, view: viewOf(bytes), end: bytes.length - 8, offset };
}

/** The same, in memory that is used again for each block. */
function blockIn(memory: Buffer, lines: readonly Uint8Array[]): Block {
  memory.fill(0).set(Buffer.concat(lines));
  return { bytes: memory, view: viewOf(memory), end: Buffer.concat(lines).length, offset: 0 };
}

const linesOf = (objects: readonly object[]): Buffer[] => objects.map((object) => sealedLine(object, seed));

/** A line with any text under its seal, without its last brace. */
function forged(text: string): Buffer {
  const bytes = Buffer.alloc(Buffer.byteLength(text) + sealBytes);
  seal(viewOf(bytes), 0, bytes.write(text), seed);
  return bytes;
}

const clocks = { timestamp: 1_700_000_000_000, mono: 12.5, taskId: 'a-1' };
const move = (seq: number): object => ({
  seq,
  ...clocks,
  type: 'stage_changed',
  from: 'running',
  to: 'paused',
  attempt: 1,
});
const note = (seq: number): object => ({ seq, ...clocks, type: 'annotated', kind: 'note', attempt: 1 });

test('usual lines and others come in their order, over many blocks', () => {
  const parser = parserFrom(1);
  for (const seq of [1, 6, 11]) {
    const written = [move(seq), note(seq + 1), move(seq + 2), move(seq + 3), note(seq + 4)];
    expect(parser.parse(blockOf(linesOf(written)), 0).facts).toEqual(written);
  }
  expect(parser.next).toBe(16);
});

test('what comes before is counted, and not handed out; a footer is neither', () => {
  const parser = parserFrom(4);
  const written = [move(4), note(5), move(6), note(7)];
  expect(parser.parse(blockOf([...linesOf(written), footer(7)]), 5).facts).toEqual(written.slice(2));
  expect(parser.next).toBe(8);
});

test('whatever objects the lines hold, they are what JSON.parse makes of them, fields in order', () => {
  const segments = fc.tuple(fc.array(facts, { maxLength: 40 }), fc.array(fc.nat(100)), fc.nat(20));
  fc.assert(
    fc.property(segments, ([made, marks, since]) => {
      const written = made.map((fact, at) => ({ ...fact, seq: at + 1 }));
      const lines = linesOf(written.map((fact, at) => (marks[at] ? { ...fact, y: marks[at] } : fact)));
      const parser = parserFrom(1);
      const half = written.length >> 1;
      const memory = Buffer.alloc(Buffer.concat(lines).length + 1);
      const read = [lines.slice(0, half), lines.slice(half)].flatMap((part) => {
        const { facts: whole, unjudged } = parser.parse(blockIn(memory, part), since);
        const judged = whole.filter((fact) => !unjudged.includes(fact));
        expect(judged.map(shapeOf)).toEqual(judged.map(() => 'known'));
        return whole;
      });
      expect(JSON.stringify(read)).toBe(JSON.stringify(written.slice(since)));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['no JSON', ['{"seq":1,"type":']],
  ['two objects', ['{"seq":1},{"seq":2']],
  ['a number with a zero before it', ['{"seq":01,"type":"note"']],
  ['another number behind', ['{"seq":1,"seq":2']],
  ['a second object', ['{"seq":1,"a":1},{"b":2']],
  ['an object that ends in the next line', ['{"seq":1,"a":[{"b":1', '{"seq":2}],"c":1']],
  [
    'two objects, the second of which ends in the next line',
    ['{"seq":1},{"seq":2,"a":[{"b":1', '{"seq":2}],"c":{"d":1}'],
  ],
])('a line that somebody forged is damage: %s', (_, texts) => {
  const parse = () => parserFrom(1).parse(blockOf(texts.map(forged)), 0);
  expect(parse).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

test('what was learnt does not change with the memory that it was learnt from', () => {
  const memory = Buffer.alloc(4096);
  const parser = parserFrom(1);
  const attempts = Array.from({ length: 40 }, (_, at) => ({ ...move(at + 1), attempt: (at >> 1) % 7 }));
  for (const written of attempts) expect(parser.parse(blockIn(memory, linesOf([written])), 0).facts).toEqual([written]);
});

test('a line of a usual form with another number is damage, also once its form was learnt', () => {
  const parser = parserFrom(1);
  parser.parse(blockOf(linesOf([move(1)])), 0);
  const twice = forged(`${JSON.stringify(move(2)).slice(0, -1)},"seq":9`);
  expect(() => parser.parse(blockOf([twice], 4000), 0)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

test('damage says where it stands, and which fact cannot be read', () => {
  const lines = linesOf([move(1), move(2), move(3)]);
  (lines[1] as Buffer)[20] = 0;
  const parse = () => parserFrom(1).parse(blockOf(lines, 4000), 0);
  const offset = 4000 + (lines[0] as Buffer).length;
  expect(parse).toThrow(
    expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ offset, seq: 2 }) }),
  );
});

test('a line that goes on as one before did is not parsed again; nor are its kind and its fields looked at', () => {
  const parser = parserFrom(1);
  expect(parser.parse(blockOf(linesOf([move(1), note(2)])), 0).unjudged).toEqual([move(1), note(2)]);
  const written = [move(3), note(4), move(5)];
  expect(parser.parse(blockOf(linesOf(written)), 0)).toEqual({ facts: written, unjudged: [note(4)] });
});

test('a line that goes on as one before did is damage where its seal does not hold', () => {
  const parser = parserFrom(1);
  parser.parse(blockOf(linesOf([move(1)])), 0);
  const odd = sealedLine(move(2), seed + 1);
  expect(() => parser.parse(blockOf([odd]), 0)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

/** A note that holds lists within lists, and is at least so long. */
const nested = (levels: number, bytes = 0): object => {
  let data: unknown = 'x'.repeat(bytes);
  for (let level = 1; level < levels; level++) data = [data];
  return { ...note(1), data };
};

test('a long line is read, and one of 512 levels; one of more is damage, and is not given to the parser', () => {
  const read = (object: object) => parserFrom(1).parse(blockOf(linesOf([object])), 0).facts;
  expect(read(nested(2, 5000))).toEqual([nested(2, 5000)]);
  expect(read(nested(512))).toEqual([nested(512)]);
  expect(() => read(nested(513))).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

test('a last line without its break is damage, though its break stands behind the block', () => {
  const block = blockOf(linesOf([move(1), note(2)]));
  const parse = () => parserFrom(1).parse({ ...block, end: block.end - 1 }, 0);
  expect(parse).toThrow(expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ seq: 2 }) }));
});

test.each([
  ['the footer of later facts', footer(2)],
  ['the footer of earlier facts', footer(0)],
  ['a line that is neither a fact nor a footer', sealedLine({ sea: 1, type: 'note' }, seed)],
  ['the line of a later fact', sealedLine(note(3), seed)],
])('what is not due is damage: %s', (_, odd) => {
  const parse = () => parserFrom(1).parse(blockOf([...linesOf([note(1)]), odd]), 0);
  expect(parse).toThrow(expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ seq: 2 }) }));
});

test('where lines that are left hold another number than they begin with, the first of them is told', () => {
  const texts = ['{"seq":1,"type":"note"', '{"seq":2,"seq":7', '{"seq":3,"type":"note"'].map(forged);
  expect(() => parserFrom(1).parse(blockOf(texts), 0)).toThrow(
    expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ seq: 2 }) }),
  );
});
