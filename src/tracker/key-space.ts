import type { LiveTask } from './live-task.ts';

/** The calls of one name, by key: those that are open, and the ends that are reused. */
export class KeySpace {
  /** Several, where a call runs inside of one with the same key. */
  readonly #open = new Map<string, LiveTask[]>();
  readonly #ended = new Map<string, LiveTask>();
  readonly #most: number;

  /** @param most of how many ends it is kept what came out; the oldest are forgotten */
  constructor(most: number) {
    this.#most = most;
  }

  /** The newest first. */
  open(key: string): readonly LiveTask[] {
    return this.#open.get(key) ?? [];
  }

  /** The end that a call with `once` may get instead of running. */
  ended(key: string): LiveTask | undefined {
    return this.#ended.get(key);
  }

  /** @param keeps whether its end is reused */
  add(key: string, task: LiveTask, keeps: boolean): void {
    this.#open.set(key, [task, ...this.open(key)]);
    const ended = () => {
      this.drop(key, task);
      if (keeps && task.delivery) this.keep(key, task);
    };
    task.waiters.atEnd({ ended, handedOut: ended });
  }

  /** The end of this key that is reused from now on. */
  keep(key: string, task: LiveTask): void {
    this.#ended.delete(key);
    this.#ended.set(key, task);
    if (this.#ended.size <= this.#most) return;
    const [oldest] = this.#ended.keys();
    this.#ended.delete(oldest as string);
  }

  /** It is open no longer, or has not begun after all. */
  drop(key: string, task: LiveTask): void {
    const others = this.open(key).filter((other) => other !== task);
    if (others.length > 0) this.#open.set(key, others);
    else this.#open.delete(key);
  }
}
