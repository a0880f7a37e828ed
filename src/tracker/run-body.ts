/** Hears of what a body delivers. */
interface Heard {
  returned(attempt: number, value: unknown): void;
  threw(attempt: number, error: unknown): void;
}

/**
 * Runs a body, and tells what it delivers: at once, or when its promise settles. It never throws.
 * @param given to the body, so that a call need not make a function of its own
 */
export function runBody<T>(body: (given: T) => unknown, given: T, attempt: number, heard: Heard): void {
  let returned: unknown;
  try {
    returned = body(given);
    if (isThenable(returned)) return follow(returned, attempt, heard);
  } catch (error) {
    return heard.threw(attempt, error);
  }
  heard.returned(attempt, returned);
}

/** As `await` does: of a promise of the language, nobody's own `then` is called. */
function follow(returned: PromiseLike<unknown>, attempt: number, heard: Heard): void {
  void Promise.prototype.then.call(
    Promise.resolve(returned),
    (value: unknown) => heard.returned(attempt, value),
    (error: unknown) => heard.threw(attempt, error),
  );
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value instanceof Promise) return true;
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && typeof (value as { then?: unknown }).then === 'function';
}
