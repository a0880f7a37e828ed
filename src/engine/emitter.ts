import { EventEmitter } from 'eventemitter3';

type Listener = (...args: unknown[]) => void;

/**
 * An emitter whose listeners cannot harm one another, nor whoever emits: what a listener throws, or rejects with, goes
 * to `onThrow`.
 */
export class IsolatedEmitter extends EventEmitter<Record<string, Listener>> {
  /** Whether anybody ever listened: until then no event need be made. */
  hasListeners = false;
  readonly #guards = new WeakMap<Listener, Listener>();
  readonly #onThrow: (error: unknown, event: string) => void;

  constructor(onThrow: (error: unknown, event: string) => void) {
    super();
    this.#onThrow = onThrow;
  }

  override on(event: string, listener: Listener, context?: unknown): this {
    return super.on(event, this.#guard(event, listener), context ?? this);
  }

  override addListener(event: string, listener: Listener, context?: unknown): this {
    return this.on(event, listener, context);
  }

  override once(event: string, listener: Listener, context?: unknown): this {
    return super.once(event, this.#guard(event, listener), context ?? this);
  }

  override off(event: string, listener?: Listener, context?: unknown, once?: boolean): this {
    return super.off(event, listener && (this.#guards.get(listener) ?? listener), context, once);
  }

  override removeListener(event: string, listener?: Listener, context?: unknown, once?: boolean): this {
    return this.off(event, listener, context, once);
  }

  #guard(event: string, listener: Listener): Listener {
    this.hasListeners = true;
    const known = this.#guards.get(listener);
    if (known) return known;
    const onThrow = this.#onThrow;
    const guard: Listener = function (this: unknown, ...args) {
      try {
        const returned: unknown = listener.apply(this, args);
        if (returned instanceof Promise) returned.catch((error: unknown) => onThrow(error, event));
      } catch (error) {
        onThrow(error, event);
      }
    };
    this.#guards.set(listener, guard);
    return guard;
  }
}
