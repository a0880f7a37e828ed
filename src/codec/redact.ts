import type { SecretName } from './redact-cut.ts';
import { canHoldSecret, isSecretName } from './redact-fields.ts';
import { type Place, type RedactionRule, Rules } from './redact-rules.ts';
import { maskText } from './redact-text.ts';

export type { RedactionRule } from './redact-rules.ts';

/** What must not be recorded, and what is left of a text that holds a secret. */
export interface Redactor {
  /** The text with what is secret in it masked. */
  text(text: string): string;
  /**
   * Whether the value of a key must not be recorded.
   * @param place where the field stands; without it, the last part of a dotted rule is enough
   */
  value(key: string, value: unknown, place?: Place): boolean;
}

/** How many names a redactor remembers its judgement of; they come back with every record. */
const remembered = 1000;

/** Adds rules to those that always hold. */
export function createRedactor(rules: readonly RedactionRule[] = []): Redactor {
  const own = new Rules(rules);
  const isSecret = memo(isSecretName);
  const judge = memo((name) => (own.hasWritten(name) ? { text: name, isOwn: true } : judgeName(name)));
  return {
    text: (text) => maskText(text, judge),
    value: (key, value, place) =>
      (isSecret(key) && canHoldSecret(value)) || own.hasName(key) || own.forbids(key, value, place),
  };
}

/** Masks what is confidential by the rules that always hold, where no tracker is at hand. */
export function redactText(text: string): string {
  return maskText(text, judgeName);
}

function judgeName(name: string): SecretName | undefined {
  return isSecretName(name) ? { text: name, isOwn: false } : undefined;
}

function memo<T>(judge: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly judgement: T }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.judgement;
    const judgement = judge(key);
    if (known.size < remembered && key.length < 100) known.set(key, { judgement });
    return judgement;
  };
}
