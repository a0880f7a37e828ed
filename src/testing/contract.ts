import { TrackerError } from '../model/errors.ts';
import { isSame } from './fits.ts';
import { show } from './verdict.ts';

/** One promise of a contract: a sentence, and what finds out whether it is kept. */
export interface ContractPromise {
  readonly promise: string;
  /** Rejects where the promise is not kept. */
  check(): Promise<void>;
}

/** The checks of a contract, by promise. Each gets a subject of its own. */
export type Checks<S> = Readonly<Record<string, (subject: S) => void | Promise<void>>>;

export function contractOf<S>(checks: Checks<S>, make: () => S | Promise<S>): readonly ContractPromise[] {
  const promises = Object.entries(checks).map(([promise, check]) => ({
    promise,
    check: async () => check(await make()),
  }));
  return Object.freeze(promises);
}

/** @throws TrackerError (`broken_promise`) where the two are not the same */
export function same(actual: unknown, expected: unknown, what: string): void {
  if (!isSame(actual, expected)) throw broken(`${what}: expected ${show(expected)}, and got ${show(actual)}`);
}

/** @throws TrackerError (`broken_promise`) where it does not throw, or with another code */
export function throws(action: () => unknown, code: string | undefined, what: string): void {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  refused(thrown, code, what);
}

/** The same of a promise that must reject. */
export async function rejects(promise: Promise<unknown>, code: string | undefined, what: string): Promise<void> {
  refused(
    await promise.then(
      () => undefined,
      (error: unknown) => error,
    ),
    code,
    what,
  );
}

function refused(error: unknown, code: string | undefined, what: string): void {
  if (error === undefined) throw broken(`${what}: it was not refused`);
  const found = (error as { code?: unknown }).code;
  if (code !== undefined && found !== code) throw broken(`${what}: refused as ${show(found)}, not as '${code}'`);
}

function broken(message: string): TrackerError {
  return new TrackerError('broken_promise', message, 'Mend the implementation; the port says what it promises.');
}
