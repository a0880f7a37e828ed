import { ThreadsPoolWorker } from 'vitest/node';

const { prototype } = ThreadsPoolWorker;
const { start, on, off, send } = prototype;
const stopped = { type: 'stopped', __vitest_worker_response__: true };

/**
 * Lets one thread outlive a run. Vitest ends its threads after each, and a mutant is a run; so what was loaded stays
 * loaded, but for test files, and a mutant costs what its tests cost. It needs sources that keep no state in their
 * modules, as ours do. Stryker's runner insists on the pool `threads`, hence its class is changed.
 */
export function keepThread() {
  const listeners = new WeakMap();
  let thread;
  Object.assign(prototype, {
    async start() {
      this._thread = thread;
      listeners.set(this, []);
      await start.call(this);
      thread = this._thread;
    },
    on(event, listener) {
      listeners.get(this).push([event, listener]);
      on.call(this, event, listener);
    },
    send(message) {
      if (message.type !== 'stop') return send.call(this, message);
      for (const [event, listener] of listeners.get(this)) if (event === 'message') listener(stopped);
    },
    async stop() {
      for (const [event, listener] of listeners.get(this)) off.call(this, event, listener);
      for (const stream of ['stdout', 'stderr']) thread[stream].unpipe(this[stream]);
    },
  });
}
