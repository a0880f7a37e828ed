import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsualLines } from '../../src/journal/usual-lines.ts';
import { viewOf } from '../../src/journal/words.ts';
import { lineTexts } from '../support/line-texts.ts';

function bytesOf(text: string): { bytes: Buffer; view: DataView } {
  const bytes = Buffer.from(text);
  return { bytes, view: viewOf(bytes) };
}

/** What is read of a line; its brace stands behind the fields, and the seal behind that. */
function read(usual: UsualLines, text: string): unknown {
  const fields = text.slice(0, -1);
  return usual.read(bytesOf(`#${fields},"crc"`), 1, Buffer.byteLength(fields) + 1);
}

function learn(usual: UsualLines, text: string): void {
  const fields = text.slice(0, -1);
  usual.learn(bytesOf(`${fields},"crc"`), 0, Buffer.byteLength(fields));
}

const head = '{"seq":7,"timestamp":1795185070400,"mono":283.7,"taskId":"k3-0"';
const usualTails = [
  ',"type":"task_created","name":"jöb ✓"}',
  ',"type":"stage_changed","from":"not_started","to":"pending","attempt":0}',
  String.raw`,"type":"stage_changed","from":"running","to":"failed","attempt":3,"reason":"a \"quote\""}`,
];

test.each(usualTails)('a line that goes on as one before did is read: %s', (tail) => {
  const usual = new UsualLines();
  expect(read(usual, head + tail)).toBeUndefined();
  learn(usual, head + tail);
  const other = `{"seq":8,"timestamp":0,"mono":0.125,"taskId":""${tail}`;
  for (const text of [head + tail, other])
    expect(JSON.stringify(read(usual, text))).toBe(JSON.stringify(JSON.parse(text)));
});

test.each([
  ['a field more', `${head},"type":"stage_changed","from":"a","to":"b","attempt":1,"cause":3}`],
  ['a value that is shared', `${head},"type":"stage_changed","from":"a","to":{"b":1},"attempt":1}`],
  ['a field of the head', `${head},"type":"task_created","name":"job","seq":7}`],
  ['another type', `${head},"type":"note","name":"job"}`],
  ['the fields of another type', `${head},"type":"stage_changed","name":"job"}`],
  ['a space', `${head} ,"type":"task_created","name":"job"}`],
  ['no JSON', `${head},"type":"task_created","name":"job"]}`],
  ['more bytes than most', `${head},"type":"task_created","name":"${'job'.repeat(100)}"}`],
  ['a head in another order', '{"seq":7,"mono":1,"timestamp":1,"taskId":"a","type":"task_created","name":"job"}'],
  ['nothing before its task', ',"taskId":"a","type":"task_created","name":"job"}'],
  ['a zero before its number', '{"seq":07,"timestamp":1,"mono":1,"taskId":"a","type":"task_created","name":"job"}'],
  ['a zero before its time', '{"seq":7,"timestamp":01,"mono":1,"taskId":"a","type":"task_created","name":"job"}'],
  ['a zero before its clock', '{"seq":7,"timestamp":1,"mono":01,"taskId":"a","type":"task_created","name":"job"}'],
  ['a line break in its id', '{"seq":7,"timestamp":1,"mono":1,"taskId":"a\nb","type":"task_created","name":"job"}'],
  ['a control code in its id', '{"seq":7,"timestamp":1,"mono":1,"taskId":"\u007f","type":"task_created","name":"job"}'],
  ['no task', '{"seq":7,"timestamp":1,"mono":1,"type":"task_created","name":"job"}'],
  ['a number below zero', '{"seq":7,"timestamp":1,"mono":-1,"taskId":"a","type":"task_created","name":"job"}'],
  ['an exponent', '{"seq":7,"timestamp":1e3,"mono":1,"taskId":"a","type":"task_created","name":"job"}'],
  [
    'an escape in its id',
    String.raw`{"seq":7,"timestamp":1,"mono":1,"taskId":"\u0061","type":"task_created","name":"job"}`,
  ],
  ['an id that is not ASCII', '{"seq":7,"timestamp":1,"mono":1,"taskId":"ä","type":"task_created","name":"job"}'],
  ['a long id', `{"seq":7,"timestamp":1,"mono":1,"taskId":"${'a'.repeat(65)}","type":"task_created","name":"job"}`],
])('a line with %s is left to the parser, and not learnt', (_, text) => {
  const usual = new UsualLines();
  learn(usual, text);
  expect(read(usual, text)).toBeUndefined();
});

test('an id is the one of its line, whatever the lines before had', () => {
  const usual = new UsualLines();
  const textOf = (id: string): string =>
    `{"seq":7,"timestamp":1,"mono":1,"taskId":"${id}","type":"task_created","name":"a"}`;
  learn(usual, textOf('abc'));
  const ids = [
    'abc',
    'abc',
    'ab',
    'abcd',
    String.raw`abd\n`,
    'abd',
    'ab',
    '',
    'é',
    'a',
    'x'.repeat(65),
    'x'.repeat(64),
  ];
  for (const id of ids) {
    const fact = read(usual, textOf(id));
    if (fact !== undefined) expect(fact).toEqual(JSON.parse(textOf(id)));
  }
});

test('what is handed out shares nothing with what was handed out before', () => {
  const usual = new UsualLines();
  const text = head + usualTails[1];
  learn(usual, text);
  const fact = read(usual, text) as { to: string };
  fact.to = 'elsewhere';
  expect(read(usual, text)).toEqual(JSON.parse(text));
});

test('a line is read as JSON.parse reads it, fields in order, or left to it', () => {
  fc.assert(
    fc.property(fc.array(lineTexts, { minLength: 1, maxLength: 30 }), (texts) => {
      const usual = new UsualLines();
      for (const text of [...texts, ...texts]) {
        const fact = read(usual, text);
        if (fact !== undefined) expect(JSON.stringify(fact)).toBe(JSON.stringify(JSON.parse(`${text.slice(0, -1)}}`)));
        learn(usual, text);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each(['', ' ', 'a b', '~', 'x'.repeat(64)])('an id of at most 64 printable bytes is usual: %j', (id) => {
  const usual = new UsualLines();
  const text = `{"seq":0,"timestamp":0,"mono":0,"taskId":"${id}"${usualTails[0]}`;
  learn(usual, text);
  expect(read(usual, text)).toEqual(JSON.parse(text));
});

test('a move without a reason has no such field', () => {
  const usual = new UsualLines();
  const text = head + usualTails[1];
  learn(usual, text);
  expect(Object.keys(read(usual, text) as object)).toEqual(Object.keys(JSON.parse(text)));
});
