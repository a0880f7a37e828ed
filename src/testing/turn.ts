/** What a turn of the event loop can be had by. */
export interface Primitives {
  readonly setImmediate?: (callback: () => void) => unknown;
  readonly MessageChannel?: new () => MessageChannelLike;
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
}

interface MessageChannelLike {
  readonly port1: object & { close(): void };
  readonly port2: { postMessage(message: null): void };
}

/**
 * One turn of the event loop, by a primitive that is taken when this module is loaded, so that timers that are faked
 * later do not stop it.
 */
export const turn: () => Promise<void> = turnBy(globalThis);

/** The first primitive that is there and not faked already. */
export function turnBy({ setImmediate, MessageChannel, setTimeout }: Primitives): () => Promise<void> {
  if (isReal(setImmediate)) return () => new Promise((resolve) => void setImmediate(resolve));
  if (isReal(MessageChannel)) return () => byMessage(new MessageChannel());
  return () => new Promise((resolve) => void setTimeout(resolve, 0));
}

/** Who fakes timers leaves a clock on each function that was put in place. */
function isReal<T extends object>(primitive: T | undefined): primitive is T {
  return primitive !== undefined && !('clock' in primitive);
}

/** The ports are closed again, or they would hold the process. */
function byMessage({ port1, port2 }: MessageChannelLike): Promise<void> {
  return new Promise((resolve) => {
    Object.assign(port1, { onmessage: () => resolve(port1.close()) });
    port2.postMessage(null);
  });
}
