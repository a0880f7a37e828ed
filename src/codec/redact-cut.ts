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

/** Whether something was masked here before, or stands for it as a hash. */
export function isMasked(text: string, at: number): boolean {
  return text.startsWith(mask, at) || text.startsWith('[secret:', at);
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
