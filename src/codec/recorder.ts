import { ValidationError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { Budget } from './budget.ts';
import { encodeBuiltin } from './builtins.ts';
import { encodeFields } from './fields.ts';
import { encodeItems } from './items.ts';
import { classNameOf, isPlain, prototypeOf } from './prototypes.ts';
import type { Redactor } from './redact.ts';
import { encodeScalar, type Scalar, weightOf } from './scalars.ts';

/** Recursion has to end before the stack does, whatever the caps say. */
const deepest = 500;

interface Limits {
  readonly depth: number;
  readonly nodes: number;
  readonly bytes: number;
  readonly text?: number;
}

/** Records one value of the host: it knows where in it one is, and what is left to spend. */
export class Recorder {
  readonly redactor: Redactor | undefined;
  readonly budget: Budget;
  isLossy = false;
  #cuts = 0;
  readonly #depth: number;
  readonly #refusesCycles: boolean;
  readonly #clean: (text: string) => string;
  /** The objects that one is inside of, and the token that leads on from each. */
  readonly #inside: object[] = [];
  readonly #tokens: (string | number)[] = [];
  #refusal: ValidationError | undefined;

  constructor(limits: Limits, redactor: Redactor | undefined, refusesCycles: boolean) {
    this.redactor = redactor;
    this.#clean = redactor === undefined ? unchanged : (text) => redactor.text(text);
    this.budget = new Budget(limits);
    this.#depth = Math.min(limits.depth, deepest);
    this.#refusesCycles = refusesCycles;
  }

  /** @param earlier what was recorded at the same place before: what is the same in both is that very record */
  value(value: unknown, earlier?: Json): Json {
    if (typeof value !== 'object' || value === null) return encodeScalar(this, value as Scalar);
    return this.#object(value, earlier);
  }

  /** A value inside the one that is being recorded. */
  child(token: string | number, value: unknown, earlier?: Json): Json {
    this.#tokens[this.#inside.length - 1] = token;
    return this.value(value, earlier);
  }

  again<T extends string | number | boolean>(value: T): T {
    this.budget.node(weightOf(value));
    return value;
  }

  /** What leads to the object that one is inside of. */
  path(): readonly (string | number)[] {
    return this.#tokens.slice(0, this.#inside.length - 1);
  }

  /** Hands a marker through: what it stands for cannot be given back. */
  lose(marker: Json): Json {
    this.budget.node(20);
    if (isCut(marker)) this.#cuts += 1;
    this.isLossy = true;
    return marker;
  }

  /** How often a cap cut something away. */
  get cuts(): number {
    return this.#cuts + this.budget.cuts;
  }

  /** A text that belongs to a value, such as a key: redacted, and cut where it does not fit. */
  text(text: string): string {
    const kept = this.budget.text(text, this.#clean);
    if (kept !== text) this.isLossy = true;
    return kept;
  }

  #object(value: object, earlier: Json | undefined): Json {
    const seen = this.#inside.lastIndexOf(value);
    if (seen >= 0) return this.#cycle(this.#inside.length - seen);
    if (this.#inside.length >= this.#depth) return this.lose({ $cut: 'depth' });
    this.budget.node(2);
    this.#inside.push(value);
    try {
      return this.#structure(value, earlier);
    } catch (error) {
      if (error === this.#refusal) throw error;
      return this.lose({ $unreadable: true });
    } finally {
      this.#inside.pop();
    }
  }

  #structure(value: object, earlier: Json | undefined): Json {
    if (Array.isArray(value)) return encodeItems(this, value, earlier);
    const prototype = prototypeOf(value);
    if (isPlain(prototype)) return encodeFields(this, value, earlier);
    return encodeBuiltin(this, value) ?? this.#instance(value, prototype);
  }

  #instance(value: object, prototype: object | null): Json {
    const name = this.text(classNameOf(prototype));
    return this.lose({ $instance: { class: name, fields: encodeFields(this, value) } });
  }

  #cycle(levelsUp: number): Json {
    if (!this.#refusesCycles) return this.lose({ $cycle: levelsUp });
    const path = pointer(this.#tokens.slice(0, this.#inside.length));
    const message = `The value at "${path}" contains itself.`;
    this.#refusal = new ValidationError('cyclic', message, 'Hand over a value without cycles.', path);
    throw this.#refusal;
  }
}

function isCut(marker: Json): boolean {
  return typeof marker === 'object' && marker !== null && '$cut' in marker;
}

function unchanged(text: string): string {
  return text;
}

function pointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
