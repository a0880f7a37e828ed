/** What must not be recorded, and what is left of a text that holds a secret. */
export interface Redactor {
  /** The text with what is secret in it masked. */
  text(text: string): string;
  /** Whether the value of a key must not be recorded. */
  value(key: string, value: unknown): boolean;
}

/** A string names a field, alone or as the end of a dotted path. A function that throws counts as true. */
export type RedactionRule = string | ((key: string, value: unknown) => boolean);

/** Last words of the names of fields, folded. */
const secretNames: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'secret',
  'token',
  'authorization',
  'cookie',
  'apikey',
  'privatekey',
]);
const mask = '[redacted]';
const bearer = /\bBearer\s{1,8}[\w.~+/=-]+/gi;
const userinfo = /:\/\/[^\s/?#@]+@/g;

/** How many names a redactor remembers its judgement of; they come back with every record. */
const remembered = 1000;

/** Adds rules to those that always hold. */
export function createRedactor(rules: readonly RedactionRule[] = []): Redactor {
  const names = new Set(rules.flatMap((rule) => (typeof rule === 'string' ? [wordsOf(lastPart(rule)).join('')] : [])));
  const tests = rules.filter((rule) => typeof rule === 'function');
  const isSecret = memo((key) => isSecretName(key, names));
  return {
    text: maskSecrets,
    value: (key, value) => isSecret(key) || tests.some((test) => forbids(test, key, value)),
  };
}

function memo(judge: (key: string) => boolean): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const judgement = judge(key);
    if (known.size < remembered && key.length < 100) known.set(key, judgement);
    return judgement;
  };
}

function maskSecrets(text: string): string {
  return text.replace(bearer, `Bearer ${mask}`).replace(userinfo, `://${mask}@`);
}

function isSecretName(key: string, names: ReadonlySet<string>): boolean {
  const words = wordsOf(key);
  return names.has(words.join('')) || secretNames.has(words.at(-1) ?? '') || secretNames.has(words.slice(-2).join(''));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The words of a field's name in lower case. */
function wordsOf(name: string): readonly string[] {
  return (
    name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function forbids(test: (key: string, value: unknown) => boolean, key: string, value: unknown): boolean {
  try {
    return test(key, value);
  } catch {
    return true;
  }
}
