import { type Cut, isMasked } from './redact-cut.ts';

/** How far a user and a password are looked for. */
const window = 2048;
/** Up to the last `@` before the host ends. */
const userinfo = /^[^\s/?#"'<>`]{1,2047}(?=@)/;
/** A password may hold a slash that somebody forgot to encode. What follows a colon and is a number is a port. */
const slashed = /^[^\s/?#"'<>`:[\]]{0,128}:(?!\d{1,5}(?:[/?#]|$))[^\s"'<>`@]{1,256}(?=@)/;

/** The user and password in an address, given the place of its `:`. `git@` is how everybody is called. */
export function addressAt(text: string, colon: number): Cut | undefined {
  if (text.charCodeAt(colon + 1) !== 0x2f || text.charCodeAt(colon + 2) !== 0x2f) return undefined;
  const from = colon + 3;
  if (isMasked(text, from)) return undefined;
  const ahead = text.slice(from, from + window);
  if (!ahead.includes('@')) return undefined;
  const [found] = userinfo.exec(ahead) ?? slashed.exec(ahead) ?? [];
  return found === undefined || found === 'git' ? undefined : { from, to: from + found.length };
}
