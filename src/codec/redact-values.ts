import { type Cut, isMasked, isWordCode, mask, type SecretName } from './redact-cut.ts';
import { folded } from './redact-fields.ts';
import { isOrdinary, isPlaceholder } from './redact-prose.ts';

/** How far the end of a value is looked for at once. */
const window = 8192;
const opening = /^\\{0,7}["'`]/;
const run = /^[^\s"'<>`]+/;
/** The same, up to where another field begins. */
const single = /^(?:[^\s"'<>`&;,|]|[&;,|](?!\s|$|[\w.%-]{1,64}[=:]))+/;
const line = /^[^\n\r"'`]+/;
const closers = /[)\]},;]{1,8}$/;
/** How the value of an authorization begins, where what it is does not matter. */
const scheme = /^(?:bearer|basic|token|api-?key|negotiate|ntlm|jwt) {1,4}(?=[^\s"'])/i;
/** Of these schemes the rest of the line is the credential, quotes and all. */
const longScheme = /^(?:hawk|digest|oauth|aws4-hmac-sha256) {1,4}[^\s=]{1,256}=[^\n\r]+/i;
const cookie = /^[^\s=;,]{1,256}=/;
/** A few digits are a secret too, where the name says so. */
const numbers = /(?:pin|pincode|cvv|cvc|ssn|otp|totp|code|number)$/;

/** The value that begins at `from`, or after a few spaces, and belongs to a name; undefined where it is no secret. */
export function valueAt(text: string, from: number, name: SecretName): Cut | undefined {
  let start = from;
  while (start < from + 4 && text[start] === ' ') start += 1;
  if (isMasked(text, start)) return undefined;
  const ahead = text.slice(start, start + window);
  const [quote] = opening.exec(ahead) ?? [];
  if (quote !== undefined) return quoted(text, ahead, start, quote);
  const inBrackets = lengthInBrackets(ahead) ?? longScheme.exec(ahead)?.[0].length;
  return inBrackets === undefined ? bare(text, ahead, start, name) : { from: start, to: start + inBrackets };
}

/** Up to the same quote. */
function quoted(text: string, ahead: string, start: number, quote: string): Cut | undefined {
  let end = ahead.indexOf(quote, quote.length);
  while (end > 0 && quote.length === 1 && ahead[end - 1] === '\\') end = ahead.indexOf(quote, end + 1);
  const value = ahead.slice(quote.length, end < 0 ? undefined : end);
  if (value.trim() === '' || isMasked(value, 0) || isPlaceholder(value)) return undefined;
  return { from: start + quote.length, to: end < 0 ? endOf(text, start + quote.length, line) : start + end };
}

/** An object or a list, to its end; without one, as far as one looks. */
function lengthInBrackets(ahead: string): number | undefined {
  if (!/^(?:\{(?!\})|\[(?!\]))/.test(ahead)) return undefined;
  let depth = 0;
  for (let at = 0; at < ahead.length; at += 1) {
    const code = ahead.charCodeAt(at) | 0x20;
    if (code === 0x7b) depth += 1;
    else if (code === 0x7d) depth -= 1;
    if (depth === 0) return isWordCode(ahead.charCodeAt(at + 1)) ? undefined : at + 1;
  }
  return ahead.length;
}

/** Without quotes: up to a space or the next field; to the end of the line where several words belong together. */
function bare(text: string, ahead: string, start: number, name: SecretName): Cut | undefined {
  const [announced = ''] = scheme.exec(ahead) ?? [];
  const value = (single.exec(ahead.slice(announced.length))?.[0] ?? '').replace(closers, '');
  if (value === '' || isMasked(ahead, announced.length) || isHarmless(value, name)) return undefined;
  if (isWholeLine(ahead, folded(name.text))) return { from: start, to: endOf(text, start, line) };
  const from = start + announced.length;
  const to = value.length + announced.length < ahead.length ? from + value.length : endOf(text, from, run);
  return announced === '' ? { from, to } : { from: start, to, shown: announcing(announced) };
}

function isHarmless(value: string, { text, isOwn }: SecretName): boolean {
  if (isOwn) return isPlaceholder(value);
  return isOrdinary(value) && !(/^\d/.test(value) && numbers.test(folded(text)));
}

/** Of cookies, and of what has several words. */
function isWholeLine(ahead: string, name: string): boolean {
  return /cookies?$/.test(name) ? cookie.test(ahead) : /(?:passphrase|mnemonic|phrase)$/.test(name);
}

function announcing(announced: string): string {
  const name = announced.trim();
  return `${/^bearer$/i.test(name) ? 'Bearer' : name} ${mask}`;
}

/** Where a stretch ends that may be longer than what one looks at. */
function endOf(text: string, from: number, stretch: RegExp): number {
  let to = from;
  for (let more = window; more === window && to < text.length; ) {
    more = stretch.exec(text.slice(to, to + window))?.[0].length ?? 0;
    to += more;
  }
  return to;
}
