import { type Cut, isMasked } from './redact-cut.ts';
import { folded } from './redact-fields.ts';
import { isOrdinary } from './redact-prose.ts';

/** How far the end of a value is looked for; what has none by then ends there. */
const window = 8192;
const opening = /^\\{0,7}["'`]/;
const run = /^[^\s&;"'<>`|]{1,8192}/;
const line = /^[^\n\r"'`]{1,8192}/;
/** A list goes on after its comma with another name. */
const nextField = /,(?=\s|$|["']?[\w.-]{1,64}["']?[=:])/;
const closers = /[)\]},]{1,8}$/;
/** How the value of an authorization begins, where what it is does not matter. */
const schemes = /^(?:bearer|basic|token|apikey|api-key|negotiate|ntlm|jwt|hawk|digest|oauth|aws4-hmac-sha256) {1,4}(?=\S)/i;
/** Of these schemes the rest of the line is the credential. */
const longSchemes = /^(?:hawk|digest|oauth|aws4)/i;
/** Their values have several parts. */
const sentences = /(?:passphrase|mnemonic|phrase)$/;
/** Of a few digits, and a secret all the same. */
const numbers = /(?:pin|pincode|cvv|cvc|ssn|otp|totp|code|number)$/;

/** The value that begins at `from`, or after a few spaces, and belongs to a name; undefined where it is no secret. */
export function valueAt(text: string, from: number, name: string): Cut | undefined {
  let start = from;
  while (start < from + 4 && text[start] === ' ') start += 1;
  if (isMasked(text, start)) return undefined;
  const ahead = text.slice(start, start + window);
  const [quote] = opening.exec(ahead) ?? [];
  if (quote !== undefined) return quoted(ahead, start, quote);
  const end = ahead.startsWith('{') || ahead.startsWith('[') ? endOfBrackets(ahead) : 0;
  return end > 0 ? { from: start, to: start + end } : bare(ahead, start, folded(name));
}

/** Up to the same quote. Without one, up to the end of the line. */
function quoted(ahead: string, start: number, quote: string): Cut | undefined {
  let end = ahead.indexOf(quote, quote.length);
  while (end > 0 && quote.length === 1 && ahead[end - 1] === '\\') end = ahead.indexOf(quote, end + 1);
  if (end < 0) end = ahead.search(/[\n\r]|$/);
  const value = ahead.slice(quote.length, end);
  if (value.trim() === '' || isMasked(value, 0) || isPlaceholder(value)) return undefined;
  return { from: start + quote.length, to: start + end };
}
