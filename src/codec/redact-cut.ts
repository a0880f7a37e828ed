/** What stands for what was confidential. */
export const mask = '[redacted]';

/** A stretch of a text that is confidential. */
export interface Cut {
  readonly from: number;
  readonly to: number;
  /** What stands in its place. Default: the mask. */
  readonly shown?: string;
}

/** What judges names that stand in a text: undefined where one is none of a secret. */
export type Judge = (name: string) => SecretName | undefined;

export interface SecretName {
  readonly text: string;
  /** A rule of the host names it, so that ordinary words are its value too. */
  readonly isOwn: boolean;
}

const hashed = /^\[secret:[0-9a-f]{32}\]/;

/** Whether something was masked here before, or a hash stands for it. More may not follow at once. */
export function isMasked(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x5b) return false;
  if (text.startsWith(mask, at)) return !isWordCode(text.charCodeAt(at + mask.length));
  return hashed.test(text.slice(at, at + 48));
}

/** How far letters, digits, `_` and `-` go. */
export function endOfRun(text: string, from: number, most = Number.POSITIVE_INFINITY): number {
  let at = from;
  while (at < text.length && at - from < most && isRunCode(text.charCodeAt(at))) at += 1;
  return at;
}

function isRunCode(code: number): boolean {
  return isWordCode(code) || code === 0x5f || code === 0x2d;
}

/** ASCII letters and digits. */
export function isWordCode(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
