import type { Random } from './random.ts';

/** A file that somebody or something has changed, and the first byte from which on it differs. */
export interface Damaged {
  readonly bytes: Buffer;
  readonly from: number;
}

type Harm = (bytes: Buffer, random: Random) => Buffer;

const line = (bytes: Buffer, random: Random): readonly [number, number] => {
  const starts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  const index = random.below(Math.max(1, starts.length - 1));
  return [starts[index] as number, starts[index + 1] ?? bytes.length];
};

const spliced = (bytes: Buffer, at: number, removed: number, ...added: Uint8Array[]) =>
  Buffer.concat([bytes.subarray(0, at), ...added, bytes.subarray(at + removed)]);

const filled = (bytes: Buffer, random: Random, value: () => number): Buffer => {
  const copy = Buffer.from(bytes);
  const start = random.below(copy.length);
  const end = Math.min(copy.length, start + 1 + random.below(600));
  for (let at = start; at < end; at++) copy[at] = value();
  return copy;
};

/** What can happen to a file. */
const harms: Record<string, Harm> = {
  'a flipped bit': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = random.below(copy.length);
    copy[at] = (copy[at] as number) ^ (1 << random.below(8));
    return copy;
  },
  'a shortened file': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  zeroes: (bytes, random) => filled(bytes, random, () => 0),
  garbage: (bytes, random) => filled(bytes, random, () => random.below(256)),
  'a line twice': (bytes, random) => {
    const [start, end] = line(bytes, random);
    return spliced(bytes, end, 0, bytes.subarray(start, end));
  },
  'a line gone': (bytes, random) => {
    const [start, end] = line(bytes, random);
    return spliced(bytes, start, end - start);
  },
  'two lines swapped': (bytes, random) => {
    const [start, end] = line(bytes, random);
    const next = bytes.indexOf(10, end) + 1 || bytes.length;
    return Buffer.concat([
      bytes.subarray(0, start),
      bytes.subarray(end, next),
      bytes.subarray(start, end),
      bytes.subarray(next),
    ]);
  },
  'a line of another journal': (bytes, random) => {
    const [start] = line(bytes, random);
    return spliced(
      bytes,
      start,
      0,
      Buffer.from('{"seq":4,"timestamp":1,"mono":1,"type":"recovered","lastSeenAt":1,"crc":"0badf00d"}\n'),
    );
  },
  'a line of something else': (bytes, random) => {
    const [start] = line(bytes, random);
    const text = random.pick([
      '\n',
      'hello\n',
      '{}\n',
      '[[[[[[[[\n',
      '{"__proto__":{"a":1}}\n',
      '{"end":3,"state":"closed"}\n',
    ]);
    return spliced(bytes, start, 0, Buffer.from(text));
  },
  'line breaks of Windows': (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  'bytes put in': (bytes, random) =>
    spliced(bytes, random.below(bytes.length + 1), 0, Buffer.alloc(1 + random.below(40), random.below(256))),
  'a seal copied from another line': (bytes, random) => {
    const [, one] = line(bytes, random);
    const [, other] = line(bytes, random);
    const copy = Buffer.from(bytes);
    bytes.copy(copy, Math.max(0, one - 12), Math.max(0, other - 12), other);
    return copy;
  },
};

/** One to three harms to a file. */
export function damaged(bytes: Buffer, random: Random): Damaged {
  let harmed = bytes;
  for (let count = 1 + random.below(3); count > 0 && harmed.length > 0; count--) {
    harmed = random.pick(Object.values(harms))(harmed, random);
  }
  return { bytes: harmed, from: firstDifference(bytes, harmed) };
}

function firstDifference(one: Buffer, other: Buffer): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
