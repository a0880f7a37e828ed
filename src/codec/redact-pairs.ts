import { type Cut, endOfRun, isMasked, isWordCode, type Judge, type SecretName } from './redact-cut.ts';
import { valueAt } from './redact-values.ts';

/** The longest name that is looked at. */
const longest = 64;
/** Names of secrets that are two words in prose end so: `API key`. */
const secondWords: ReadonlySet<string> = new Set(['key', 'keys', 'id', 'string', 'code', 'codes', 'number', 'phrase']);
/** What a quoted secret follows without a colon. */
const quotedAfter: ReadonlySet<string> = new Set(['password', 'passwd', 'passphrase', 'passcode']);

/** The value of `name: value` or `name=value`, given the place of its `:` or `=`. */
export function pairAt(text: string, at: number, judge: Judge): Cut | undefined {
  if (isOperator(text, at)) return undefined;
  const name = nameBefore(text, at, judge);
  return name && valueAt(text, text[at + 1] === '>' ? at + 2 : at + 1, name);
}

/** The value of `--name value`, given the second dash. */
export function flagAt(text: string, at: number, judge: Judge): Cut | undefined {
  if (text[at - 1] !== '-' || text[at - 2] === '-' || !isWordCode(text.charCodeAt(at + 1))) return undefined;
  const end = endOfRun(text, at + 1, longest);
  const name = text[end] === ' ' && text[end + 1] !== '-' ? judge(text.slice(at + 1, end)) : undefined;
  return name && valueAt(text, end + 1, name);
}

/** The content of `<name>…</name>`, given the end of its tag. */
export function elementAt(text: string, at: number, judge: Judge): Cut | undefined {
  const start = startOfName(text, at, longest);
  if (start === at || text[start - 1] !== '<' || !judge(text.slice(start, at))) return undefined;
  const content = text.slice(at + 1, at + 4097);
  const length = content.indexOf('<');
  const isThere = length > 0 && content.slice(0, length).trim() !== '' && !isMasked(content, 0);
  return isThere ? { from: at + 1, to: at + 1 + length } : undefined;
}

/** What is quoted in `password "…"`, given the quote. */
export function phraseAt(text: string, at: number, judge: Judge): Cut | undefined {
  if (text[at - 1] !== ' ' || text[at + 1] === ' ' || !isWordCode(text.charCodeAt(at - 2))) return undefined;
  const word = text.slice(startOfName(text, at - 1, longest), at - 1);
  const name = quotedAfter.has(word.toLowerCase()) ? judge(word) : undefined;
  return name && valueAt(text, at, name);
}

/** Comparisons, arrows, scopes and the beginning of addresses. */
function isOperator(text: string, at: number): boolean {
  const [before, here, next] = [text[at - 1], text[at], text[at + 1]];
  if (here === ':') return next === ':' || next === '=' || before === ':' || text.startsWith('//', at + 1);
  const isArrow = next === '>' && !/^ ?["'`]/.test(text.slice(at + 2, at + 4));
  return isArrow || next === '=' || before === '=' || before === '!' || before === '<' || before === '>';
}

/** The name before a separator, where it is that of a secret. A parser's `Unexpected token: x` is none. */
function nameBefore(text: string, at: number, judge: Judge): SecretName | undefined {
  const end = endOfName(text, at);
  const start = startOfName(text, end, longest);
  if (start === end || isNumber(text, start, end) || isMasked(text, start - 1)) return undefined;
  const word = text.slice(start, end);
  const name = judge(word);
  if (name) return /unexpected $/i.test(text.slice(Math.max(0, start - 11), start)) ? undefined : name;
  const hasFirst = secondWords.has(word.toLowerCase()) && text[start - 1] === ' ';
  return hasFirst ? judge(text.slice(startOfName(text, start - 1, longest), end)) : undefined;
}

/** Before spaces, and before quotes and brackets that close. */
function endOfName(text: string, at: number): number {
  let end = text[at - 1] === ':' ? at - 1 : at;
  while (end > at - 3 && text[end - 1] === ' ') end -= 1;
  while (end > at - 12 && isClosing(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

function startOfName(text: string, end: number, most: number): number {
  let start = end;
  while (start > end - most && isNameCode(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

/** Letters and digits, `_`, `-`, `.` and `$`. */
function isNameCode(code: number): boolean {
  return isWordCode(code) || code === 0x5f || code === 0x2d || code === 0x2e || code === 0x24 || code > 0x7f;
}

/** Quotes, a backslash and a bracket. */
function isClosing(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x60 || code === 0x5c || code === 0x5d;
}

function isNumber(text: string, start: number, end: number): boolean {
  const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
  return isDigit(text.charCodeAt(start)) && isDigit(text.charCodeAt(end - 1));
}
