/**
 * One turn of the event loop, by a primitive that is taken when this module is loaded, so that faked timers do not
 * stop it.
 */
export const turn: () => Promise<void> = pick();

function pick(): () => Promise<void> {
  const { setImmediate, MessageChannel, setTimeout } = globalThis;
  if (isReal(setImmediate)) return () => new Promise((resolve) => setImmediate(resolve));
  if (isReal(MessageChannel)) return () => byMessage(new MessageChannel());
  return () => new Promise((resolve) => setTimeout(resolve, 0));
}

/** What fakes timers leaves its own clock on each function that it put in place. */
function isReal(primitive: unknown): boolean {
  return typeof primitive === 'function' && !('clock' in primitive);
}

/** Node's types know no `onmessage`. The ports are closed again, or they would hold the process. */
function byMessage({ port1, port2 }: InstanceType<typeof MessageChannel>): Promise<void> {
  return new Promise((resolve) => {
    Object.assign(port1, { onmessage: () => resolve(port1.close()) });
    port2.postMessage(null);
  });
}
