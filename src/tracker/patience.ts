import type { Deadlines } from '../engine/deadlines.ts';
import { type Span, toMs } from '../model/span.ts';

/** How long somebody waits. */
export interface Patience {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: Span | undefined;
  readonly tooLate: () => Error;
}

interface Answer<T> {
  readonly give: (value: T) => void;
  readonly refuse: (error: Error) => void;
}

/**
 * Waits for an answer, as long as the signal and the time allow.
 * @param listen begins to wait; hands back what ends it
 */
export async function patiently<T>(
  deadlines: Deadlines,
  { signal, timeout, tooLate }: Patience,
  listen: (answer: Answer<T>) => () => void,
): Promise<T> {
  signal?.throwIfAborted();
  const timeoutMs = timeout === undefined ? undefined : toMs(timeout, 'timeout');
  return await new Promise<T>((resolve, reject) => {
    const over = new AbortController();
    const whenOver = (undo: () => void) => (over.signal.aborted ? undo() : over.signal.addEventListener('abort', undo));
    const end = (settle: () => void) => {
      over.abort();
      settle();
    };
    const refuse = (error: Error) => end(() => reject(error));
    const timer = timeoutMs === undefined ? undefined : deadlines.add(timeoutMs, true, () => refuse(tooLate()));
    if (timer) whenOver(() => deadlines.cancel(timer));
    signal?.addEventListener('abort', () => refuse(signal.reason as Error), { signal: over.signal });
    whenOver(listen({ give: (value) => end(() => resolve(value)), refuse }));
  });
}
