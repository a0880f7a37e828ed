/** A body, and who hears of what it delivers. */
interface Running {
  work(): unknown;
  returned(attempt: number, value: unknown): void;
  threw(attempt: number, error: unknown): void;
}

/** Runs a body, and tells what it delivers: at once, or when its promise settles. It never throws. */
export function runBody(running: Running, attempt: number): void {
  let returned: unknown;
  try {
    returned = running.work();
    if (isThenable(returned)) return follow(running, returned, attempt);
  } catch (error) {
    return running.threw(attempt, error);
  }
  running.returned(attempt, returned);
}

/** As `await` does: of a promise of the language, nobody's own `then` is called. */
function follow(running: Running, returned: PromiseLike<unknown>, attempt: number): void {
  void Promise.prototype.then.call(
    Promise.resolve(returned),
    (value: unknown) => running.returned(attempt, value),
    (error: unknown) => running.threw(attempt, error),
  );
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value instanceof Promise) return true;
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && typeof (value as { then?: unknown }).then === 'function';
}
