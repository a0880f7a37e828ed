/** How far a text is read beyond what is kept of it, so that a secret at the cut is seen whole. */
const lookAhead = 8192;

/** How many bytes a text takes as JSON in UTF-8, its quotes not counted. */
export function jsonSize(text: string): number {
  let size = text.length;
  for (let at = 0; at < text.length; at += 1) size += extraBytes(text, at);
  return size;
}

/** The longest beginning that takes at most `bytes` as JSON in UTF-8; no pair of surrogates is cut in two. */
export function fitting(text: string, bytes: number): string {
  if (text.length * 6 <= bytes) return text;
  let left = bytes;
  for (let at = 0; at < text.length; at += 1) {
    left -= 1 + extraBytes(text, at);
    if (left < 0) return text.slice(0, isSecondHalf(text, at) ? at - 1 : at);
  }
  return text;
}

/** A text after cleaning. Of one that is far longer than `bytes` only the beginning is looked at and handed back. */
export function cleaned(text: string, bytes: number, clean: (text: string) => string): string {
  if (!isBeyond(text, bytes)) return clean(text);
  return clean(detached(text.slice(0, Math.max(bytes, 0) + lookAhead))).slice(0, -lookAhead);
}

/** Whether a text is so long that only its beginning is looked at. */
export function isBeyond(text: string, bytes: number): boolean {
  return text.length > Math.max(bytes, 0) + lookAhead;
}

/** The bytes of one UTF-16 unit beyond its first one. Each half of a pair takes two. */
function extraBytes(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) return code < 0x20 ? 5 : code === 0x22 || code === 0x5c ? 1 : 0;
  if (code < 0x800) return 1;
  if (code < 0xd800 || code > 0xdfff) return 2;
  return isFirstHalf(text, at) || isSecondHalf(text, at) ? 1 : 5;
}

function isFirstHalf(text: string, at: number): boolean {
  return isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1));
}

function isSecondHalf(text: string, at: number): boolean {
  return isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1));
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** A slice keeps alive the whole text that it was taken from, which may be half a gigabyte. */
function detached(slice: string): string {
  return JSON.parse(JSON.stringify(slice)) as string;
}
