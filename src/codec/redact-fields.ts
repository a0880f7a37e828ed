import { gluedEnds, harmlessPairs, qualifiers, questions, secretEnds, secretNames } from './redact-words.ts';

/**
 * Whether the name of a field says that its value is confidential. Case and separators do not matter: `dbPassword`,
 * `DB_PASSWORD` and `db.password` are one name. What counts is the end of the name: a `token_count` is no token.
 */
const longest = 256;
/** The names of secrets have at most so many words. */
const mostWords = 3;

export function isSecretName(name: string): boolean {
  const words = wordsOf(name.length > longest ? name.slice(-longest) : name);
  if (words.length > 1 && questions.has(words[0] as string)) return false;
  for (let length = words.length; length > 0; length -= 1) {
    if (endsSecretly(words.slice(0, length))) return true;
    if (!isQualifier(words[length - 1] as string)) return false;
  }
  return false;
}

/** That something is there, or is not, tells nothing of it. */
export function canHoldSecret(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'boolean';
}

/** The words of a name in lower case, in one. */
export function folded(name: string): string {
  return wordsOf(name).join('');
}

/** @example wordsOf('DBPassword_2') // ['db', 'password', '2'] */
export function wordsOf(name: string): readonly string[] {
  const spaced = plainLetters(name)
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ');
  return spaced.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Letters of full width and the like are taken for the ones that they look like. */
function plainLetters(name: string): string {
  return /[^\p{ASCII}]/u.test(name) ? name.normalize('NFKC') : name;
}

/** @param given the last of them may be one of several: `password2` */
function endsSecretly(given: readonly string[]): boolean {
  const last = (given.at(-1) as string).replace(/\d{1,4}$/, '');
  const words = [...given.slice(0, -1), last];
  if (last === '' || harmlessPairs.has(joined(words, 2))) return false;
  for (let count = 1; count <= mostWords; count += 1) if (secretEnds.has(joined(words, count))) return true;
  const whole = words.join('');
  return gluedEnds.some((end) => last.endsWith(end)) || secretNames.has(whole) || secretEnds.has(whole);
}

/** `api_key_2` and `password_hash` are as confidential as what they are one of. */
function isQualifier(word: string): boolean {
  return qualifiers.has(word) || /^\d+$/.test(word);
}

function joined(words: readonly string[], count: number): string {
  return words.slice(-count).join('');
}
