import { wordsOf } from './words.ts';

/** What stands between the values of a line's head, in the usual order. */
export const seqMark = wordsOf('{"seq":');
export const timestampMark = wordsOf(',"timestamp":');
export const monoMark = wordsOf(',"mono":');
export const idMark = wordsOf(',"taskId":"');

/** A longer id is not usual. */
export const maxIdBytes = 64;
export const quote = 34;
const [backslash, space, del] = [92, 32, 127];

/** Whether a byte of an id stands for itself in JSON and is one character: printable ASCII without quotes. */
export function isPlain(code: number): boolean {
  return code >= space && code < del && code !== quote && code !== backslash;
}
