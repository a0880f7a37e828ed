import { folded } from './redact-fields.ts';

/** A string names a field, alone or as the end of a dotted path. A function that throws counts as true. */
export type RedactionRule = string | ((key: string, value: unknown) => boolean);

/** Where a field stands. */
export interface Place {
  /** What leads to the object that holds it; items of arrays count as their array. */
  path(): readonly (string | number)[];
}

/** The parts of a name or path, folded; items of arrays are left out. */
type Path = readonly string[];

/** `users[*].name` is `users.name`. */
const items = /\[[\d*]{0,20}\]/g;

/** The rules that a host adds to those that always hold. */
export class Rules {
  readonly #names: ReadonlySet<string>;
  readonly #paths: readonly Path[];
  readonly #tests: readonly Exclude<RedactionRule, string>[];

  constructor(rules: readonly RedactionRule[]) {
    const paths = rules.flatMap((rule) =>
      typeof rule === 'string' ? [partsOf(rule.replace(items, '').split('.'))] : [],
    );
    this.#names = new Set(paths.flatMap((path) => (path.length === 1 ? path : [])));
    this.#paths = paths.filter((path) => path.length > 1);
    this.#tests = rules.filter((rule) => typeof rule === 'function');
  }

  /** Whether a rule names the field, wherever it stands. */
  hasName(name: string): boolean {
    return this.#names.size > 0 && this.#names.has(folded(name.slice(name.lastIndexOf('.') + 1)));
  }

  /** Whether a path, or a function, forbids the value. Where the place is not known, any would do. */
  forbids(key: string, value: unknown, place: Place | undefined): boolean {
    return this.#hasPath(key, place) || this.#tests.some((test) => holds(test, key, value));
  }

  /** The same of a name as it is written in a text, where that may be the path. */
  hasWritten(name: string): boolean {
    return this.hasName(name) || (this.#paths.length > 0 && this.#ends(partsOf(name.split('.'))));
  }

  #hasPath(key: string, place: Place | undefined): boolean {
    if (this.#paths.length === 0) return false;
    if (!place) return this.#paths.some((path) => path.at(-1) === folded(key));
    return this.#ends(partsOf([...place.path(), ...key.split('.')]));
  }

  #ends(parts: Path): boolean {
    return this.#paths.some((path) => path.every((part, at) => part === parts[parts.length - path.length + at]));
  }
}

function partsOf(names: readonly (string | number)[]): Path {
  return names
    .flatMap((name) => (typeof name === 'number' || /^\d+$/.test(name) ? [] : [folded(name)]))
    .filter(Boolean);
}

function holds(test: Exclude<RedactionRule, string>, key: string, value: unknown): boolean {
  try {
    return test(key, value);
  } catch {
    return true;
  }
}
