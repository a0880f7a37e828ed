import type { Redactor } from '../codec/redact.ts';
import { checkName } from '../codec/names.ts';
import { keptName } from '../codec/redact-names.ts';
import type { RecordedWords } from '../ports/recorded-words.ts';

const remembered = 1000;

/**
 * Names and keys that look like secrets stand in the record, and are looked up, as a stable hash: the same in every
 * process, so that equal ones stay equal.
 */
export class Veil implements RecordedWords {
  readonly #redactor: Redactor;
  /** Names come again and again. */
  readonly #names = new Map<string, string>();
  /** Those that were found fit for a name, each as it stands in the record. */
  readonly #checked = new Map<string, string>();

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  key(text: string): string {
    return keptName(text, this.#redactor);
  }

  /** A name as it stands in the record. @throws ValidationError for what can be no name */
  checkedName(name: string): string {
    return this.#checked.get(name) ?? this.#check(name);
  }

  #check(text: string): string {
    const name = this.name(checkName(text, 'name'));
    if (this.#checked.size < remembered) this.#checked.set(text, name);
    return name;
  }

  name(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = this.key(text);
    if (this.#names.size < remembered) this.#names.set(text, name);
    return name;
  }

  path(text: string): string {
    if (!text.includes('/')) return this.name(text);
    return text
      .split('/')
      .map((name) => this.name(name))
      .join('/');
  }
}
