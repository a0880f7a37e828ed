import { expect, test } from 'vitest';
import { Tails } from '../../src/journal/tails.ts';
import { viewOf } from '../../src/journal/words.ts';

const created = (name: string): string => `,"type":"task_created","name":${JSON.stringify(name)}`;

/** What is found of a text that was learnt; other bytes stand around it. */
function learnt(text: string, tails = new Tails()): unknown {
  const bytes = Buffer.from(`${'x'.repeat(300)}${text},"crc"`);
  const [start, end] = [300, 300 + Buffer.byteLength(text)];
  tails.learn(viewOf(bytes), start, end);
  return tails.find(viewOf(bytes), start, end);
}

test('a tail is known by its bytes, wherever it stands', () => {
  const tails = new Tails();
  learnt(created('job'), tails);
  const other = viewOf(Buffer.from(`--${created('job')}`));
  expect(tails.find(other, 2, other.byteLength)).toEqual({ type: 'task_created', name: 'job' });
  expect(tails.find(other, 2, other.byteLength - 1)).toBeUndefined();
  expect(tails.find(other, 1, other.byteLength)).toBeUndefined();
});

test('one of at most 256 bytes is kept', () => {
  const room = 256 - created('').length;
  expect(learnt(created('x'.repeat(room)))).toBeDefined();
  expect(learnt(created('x'.repeat(room + 1)))).toBeUndefined();
});

test.each([
  ['begins with no comma', ';"type":"task_created","name":"job"'],
  ['has an attempt that is a text', ',"type":"stage_changed","from":"a","to":"b","attempt":"1"'],
  ['has an attempt that is a fraction', ',"type":"stage_changed","from":"a","to":"b","attempt":1.5'],
  ['has a stage that is a number', ',"type":"stage_changed","from":1,"to":"b","attempt":1'],
  ['has a reason that is null', ',"type":"stage_changed","from":"a","to":"b","attempt":1,"reason":null'],
  ['has a name that is a list', ',"type":"task_created","name":["job"]'],
])('one that %s is not', (_, text) => {
  expect(learnt(text)).toBeUndefined();
});

test('where nothing stands, not even a few bytes, there is none', () => {
  const tails = new Tails();
  const view = viewOf(Buffer.from(',"a'));
  for (const [start, end] of [
    [0, 2],
    [1, 3],
    [3, 3],
    [3, 1],
  ] as const) {
    tails.learn(view, start, end);
    expect(tails.find(view, start, end)).toBeUndefined();
  }
});

test('hundreds of them are known at once, whether they differ at their begin or at their end', () => {
  const tails = new Tails();
  const texts = Array.from({ length: 100 }, (_, at) => [
    `,"type":"stage_changed","from":"${at}-stage","to":"b","attempt":1`,
    `,"type":"stage_changed","from":"a","to":"b","attempt":${at}`,
  ]).flat();
  for (const text of texts) learnt(text, tails);
  const known = texts.filter((text) => {
    const view = viewOf(Buffer.from(text));
    return tails.find(view, 0, view.byteLength) !== undefined;
  });
  expect(known.length).toBeGreaterThan(150);
});
