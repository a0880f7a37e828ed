import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { compiledSources } from '../support/compiled.ts';

const sources = compiledSources(['model', 'ports', 'codec', 'rules', 'views', 'engine', 'journal', 'tracker']);
const preamble = `
  import { Tracker } from '${sources}tracker/tracker.js';
  const tracker = new Tracker();
  const endless = () => new Promise(() => undefined);
  const failing = (times) => async () => { if (times-- > 0) throw new Error('no'); return 'done'; };
`;

function start(code: string): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', preamble + code], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What a program prints, and how it ends. */
async function ended(child: ChildProcess) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { output: output.trim(), code, signal };
}
const run = (code: string) => ended(start(code));

describe('the process is held while somebody awaits what only a timer can bring', () => {
  it.each([
    [
      'a back-off of a wrapped call',
      `console.log(await tracker.track('load', failing(1), { retries: { times: 1, delay: 30 } })());`,
      'done',
    ],
    [
      'a limit of a wrapped call',
      `await tracker.track('load', endless, { timeout: 30 })().catch(({ code }) => console.log(code));`,
      'run_timeout',
    ],
    [
      'a result that was asked for',
      `const task = tracker.track('load', failing(1), { retries: { times: 1, delay: 30 } }).start(); console.log(await task.result());`,
      'done',
    ],
    [
      'a grace time',
      `const task = tracker.track('load', endless, { grace: 30 }).start(); task.cancel(); console.log((await task.settled()).stage);`,
      'cancelled',
    ],
    [
      'until with a timeout',
      `await tracker.task('x').until('running', { timeout: 30 }).catch(({ code }) => console.log(code));`,
      'until_timeout',
    ],
    [
      'a loop',
      `tracker.track('load', endless, { timeout: 30 }).start(); for await (const { idle } of tracker.loop({ every: 10, untilIdle: true })) if (idle) console.log('idle');`,
      'idle',
    ],
    [
      'a drain',
      `tracker.track('load', endless, { grace: 10 }).start(); console.log((await tracker.drain({ timeout: 30 })).length);`,
      '1',
    ],
  ])('%s', async (_what, code, expected) => {
    expect(await run(code)).toEqual({ output: expected, code: 0, signal: null });
  });

  it.each([
    [
      'a start() whose result nobody asks for',
      `tracker.track('load', failing(1), { retries: { times: 1, delay: 60_000 }, timeout: 60_000 }).start();`,
    ],
    ['a limit of a task that the host left alone', `tracker.track('load', endless, { timeout: 60_000 }).start();`],
    [
      'a stream, or until without a timeout',
      `void tracker.until(() => false); void tracker.stream()[Symbol.asyncIterator]().next();`,
    ],
    ['an abandoned grace time', `tracker.track('load', endless).start().cancel();`],
  ])('and not by %s', async (_what, code) => {
    const before = Date.now();
    expect(await run(`${code} console.log('end');`)).toEqual({ output: 'end', code: 0, signal: null });
    expect(Date.now() - before).toBeLessThan(10_000);
  });
});

describe('handleSignals', () => {
  /** Sends signals, one each time the program says that it waits for one. */
  async function signalled(code: string, ...signals: NodeJS.Signals[]) {
    const child = start(code);
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('ready')) child.kill(signals.shift());
    });
    return ended(child);
  }
  const working = `
    tracker.events.on('transition', ({ task, to }) => console.log(task.name, to.stage, to.reason ?? ''));
    const hold = setInterval(() => undefined, 1000);
    tracker.track('load', endless, { grace: 10 }).start();
    tracker.task('idle');
  `;

  it('is off unless called', async () => {
    expect(await signalled(`${working} console.log('ready');`, 'SIGTERM')).toMatchObject({
      signal: 'SIGTERM',
      output: expect.not.stringContaining('sigterm'),
    });
  });

  it('drains with reason sigterm under both stages, then lets the signal through', async () => {
    const { output, code, signal } = await signalled(
      `${working} tracker.handleSignals(undefined, { timeout: 10 }); console.log('ready');`,
      'SIGTERM',
    );
    expect([code, signal]).toEqual([null, 'SIGTERM']);
    expect(output.split('\n').slice(-2).toSorted()).toEqual(['idle cancelled sigterm', 'load stopped sigterm']);
  });

  it('takes the names of signals', async () => {
    const { output, signal } = await signalled(
      `${working} tracker.handleSignals(['SIGHUP'], { timeout: 10 }); console.log('ready');`,
      'SIGHUP',
    );
    expect(signal).toBe('SIGHUP');
    expect(output).toContain('load stopped sigterm');
  });

  it('exits at once at a second signal', async () => {
    const code = `${working} tracker.handleSignals(['SIGTERM'], { timeout: 60_000 }); process.on('SIGTERM', () => console.log('ready')); console.log('ready');`;
    expect(await signalled(code, 'SIGTERM', 'SIGTERM')).toMatchObject({ code: 1, signal: null });
  });

  it('leaves it to the listeners of the host, if there are any', async () => {
    const code = `${working} tracker.handleSignals(['SIGTERM'], { timeout: 10 }); process.on('SIGTERM', () => { console.log('mine'); setTimeout(() => process.exit(3), 300); }); console.log('ready');`;
    const { output, code: exit } = await signalled(code, 'SIGTERM');
    expect(exit).toBe(3);
    expect(output.match(/mine/g)).toHaveLength(1);
    expect(output).toContain('load stopped sigterm');
  });

  it('is taken back by its disposal', async () => {
    const { output, signal } = await signalled(
      `${working} tracker.handleSignals()[Symbol.dispose](); console.log('ready');`,
      'SIGTERM',
    );
    expect(signal).toBe('SIGTERM');
    expect(output).not.toContain('sigterm');
  });
});
