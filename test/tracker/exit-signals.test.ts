import { expect, test } from 'vitest';
import type { DrainOptions } from '../../src/tracker/draining.ts';
import { handleSignals } from '../../src/tracker/exit-signals.ts';

/** A process that notes what is done to it. */
function host() {
  const listeners: (readonly [signal: string, listener: () => void])[] = [];
  const done: string[] = [];
  return {
    done,
    pid: 7,
    on: (signal: string, listener: () => void) => listeners.push([signal, listener]),
    off: (signal: string, listener: () => void) => {
      const at = listeners.findIndex(([name, each]) => name === signal && each === listener);
      if (at >= 0) listeners.splice(at, 1);
    },
    listenerCount: (signal: string) => listeners.filter(([name]) => name === signal).length,
    kill: (pid: number, signal: string) => done.push(`kill ${pid} ${signal}`),
    exit: (code?: number) => done.push(`exit ${code}`) as never,
    emit: (signal: string) => {
      for (const [, listener] of listeners.filter(([name]) => name === signal)) listener();
    },
  } as const;
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a signal drains, with its name as the message, and then goes through', async () => {
  const made = host();
  const drained: DrainOptions[] = [];
  handleSignals(made, async (options) => drained.push(options));
  made.emit('SIGINT');
  await settle();
  expect(drained).toEqual([{ why: { reason: 'sigterm', message: 'received SIGINT' } }]);
  expect(made.done).toEqual(['kill 7 SIGINT']);
  expect(made.listenerCount('SIGTERM')).toBe(0);
});

test('it goes through also where draining fails, and with the time that was given', async () => {
  const made = host();
  let given: DrainOptions | undefined;
  const drain = (options: DrainOptions) => {
    given = options;
    return Promise.reject(new Error('no'));
  };
  handleSignals(made, drain, ['SIGHUP'], { timeout: 10 });
  expect([made.listenerCount('SIGTERM'), made.listenerCount('SIGHUP')]).toEqual([0, 1]);
  made.emit('SIGHUP');
  await settle();
  expect(given?.timeout).toBe(10);
  expect(made.done).toEqual(['kill 7 SIGHUP']);
});

test('a host that listens itself decides what becomes of it', async () => {
  const made = host();
  made.on('SIGTERM', () => undefined);
  handleSignals(made, async () => undefined);
  made.emit('SIGTERM');
  await settle();
  expect(made.done).toEqual([]);
});

test('a second signal exits at once', async () => {
  const made = host();
  handleSignals(made, () => new Promise(() => undefined));
  made.emit('SIGTERM');
  made.emit('SIGTERM');
  await settle();
  expect(made.done).toEqual(['exit 1']);
});

test('who disposes of the handlers has none', async () => {
  const made = host();
  handleSignals(made, async () => undefined)[Symbol.dispose]();
  made.emit('SIGTERM');
  await settle();
  expect(made.done).toEqual([]);
});
