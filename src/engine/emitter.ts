import { EventEmitter } from 'eventemitter3';
import { ValidationError } from '../model/errors.ts';

export type { EventEmitter };

type Listener = (...args: unknown[]) => void;
type Report = (error: unknown, event: string) => void;

/**
 * An emitter whose listeners cannot harm one another, nor whoever emits: what a listener throws, or rejects with, goes
 * to `onThrow`.
 */
export class IsolatedEmitter extends EventEmitter<Record<string, Listener>> {
  /** By event: one function may listen to several. */
  readonly #guards = new Map<string, WeakMap<Listener, Listener>>();
  readonly #onThrow: Report;
  /** By event; undefined for any. */
  readonly #whenUsed = new Map<string | undefined, () => void>();
  #stagesAreHeard = false;

  constructor(onThrow: Report) {
    super();
    this.#onThrow = onThrow;
  }

  /** Calls back when somebody listens for the first time, to this event where one is named: until then none need be made. */
  whenUsed(action: () => void, event?: string): void {
    this.#whenUsed.set(event, action);
  }
  /** Whether anybody ever listened to a single stage. */
  get stagesAreHeard(): boolean {
    return this.#stagesAreHeard;
  }

  /** @throws ValidationError for what is not a function */
  override on(event: string, listener: Listener, context?: unknown): this {
    return super.on(event, this.#guard(event, listener), context ?? this);
  }

  override addListener(event: string, listener: Listener, context?: unknown): this {
    return this.on(event, listener, context);
  }

  /** @throws ValidationError for what is not a function */
  override once(event: string, listener: Listener, context?: unknown): this {
    return super.once(event, this.#guard(event, listener), context ?? this);
  }

  override off(event: string, listener?: Listener, context?: unknown, once?: boolean): this {
    return super.off(event, listener && (this.#guards.get(event)?.get(listener) ?? listener), context, once);
  }

  override removeListener(event: string, listener?: Listener, context?: unknown, once?: boolean): this {
    return this.off(event, listener, context, once);
  }

  #use(event: string | undefined): void {
    const action = this.#whenUsed.get(event);
    this.#whenUsed.delete(event);
    action?.();
  }

  #guard(event: string, listener: Listener): Listener {
    if (typeof listener !== 'function') throw notAFunction(event, listener);
    if (this.#whenUsed.size > 0) [undefined, event].forEach((used) => this.#use(used));
    this.#stagesAreHeard ||= String(event).startsWith('stage:');
    const guards = this.#guards.get(event) ?? new WeakMap<Listener, Listener>();
    const guard = guards.get(listener) ?? guarded(event, listener, this.#onThrow);
    this.#guards.set(event, guards.set(listener, guard));
    return guard;
  }
}

/** The first fault of a listener is reported, and no other: the same one would come again with each event. */
function guarded(event: string, listener: Listener, onThrow: Report): Listener {
  let isReported = false;
  const report = (error: unknown) => {
    if (isReported) return;
    isReported = true;
    onThrow(error, event);
  };
  return function (this: unknown, ...args) {
    try {
      const returned: unknown = Reflect.apply(listener, this, args);
      if (returned instanceof Promise) returned.catch(report);
    } catch (error) {
      report(error);
    }
  };
}

function notAFunction(event: string, listener: unknown): ValidationError {
  const message = `A listener of '${event}' is ${listener === null ? 'null' : typeof listener}, not a function.`;
  return new ValidationError('not_a_function', message, 'Give the function itself, not its result.', 'listener');
}
