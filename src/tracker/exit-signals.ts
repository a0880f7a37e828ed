import type { Span } from '../model/span.ts';
import type { DrainOptions } from './draining.ts';

/** The part of `process` that is used, so that it may be absent. */
interface Host {
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  listenerCount(event: string): number;
  kill(pid: number, signal: string): unknown;
  exit(code?: number): never;
  readonly pid: number;
}

/**
 * On the first signal: drains with reason `sigterm`, then lets the signal through, unless the host has listeners of its
 * own, who have heard of it. A second one exits at once. A host without signals, as a browser, has none to handle.
 * @returns what takes the handlers away again
 */
export function handleSignals(
  host: Host | undefined,
  drain: (options: DrainOptions) => Promise<unknown>,
  signals: readonly string[] = ['SIGTERM', 'SIGINT'],
  { timeout }: { timeout?: Span } = {},
): Disposable {
  let draining = false;
  const handlers = signals.map((signal) => ({ signal, handle: () => void received(signal) }));
  for (const { signal, handle } of handlers) host?.on(signal, handle);
  return { [Symbol.dispose]: release };

  function release(): void {
    for (const { signal, handle } of handlers) host?.off(signal, handle);
  }

  async function received(signal: string): Promise<void> {
    if (draining) return host?.exit(1);
    draining = true;
    try {
      await drain({
        why: { reason: 'sigterm', message: `received ${signal}` },
        ...(timeout !== undefined && { timeout }),
      });
    } catch {
      // the signal goes through all the same
    } finally {
      release();
      if (host?.listenerCount(signal) === 0) host.kill(host.pid, signal);
    }
  }
}
