import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compiledSources } from '../support/compiled.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const sources = compiledSources(['model', 'ports', 'codec', 'rules', 'views', 'engine', 'journal', 'tracker']);
const newDirectory = temporaryDirectories();
const careless = fileURLToPath(new URL('../fixtures/careless.mjs', import.meta.url));

/** What a program prints, and how it ends. */
async function run(args: readonly string[]) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  let [output, complaints] = ['', ''];
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (complaints += String(chunk)));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { output: output.trim(), complaints, code, signal };
}

const program = (code: string, ...flags: string[]) =>
  run([
    ...flags,
    '--input-type=module',
    '-e',
    `import { Tracker } from '${sources}tracker/tracker.js';
     import { fileJournal } from '${sources}journal/file-journal.js';
     import { memoryJournal } from '${sources}journal/memory-journal.js';
     const endless = () => new Promise(() => undefined);
     ${code}`,
  ]);

describe('a program that awaits nothing and catches nothing', { timeout: 90_000 }, () => {
  it.each(['strict', 'throw'])('comes to its end (%s)', async (mode) => {
    const { output, complaints, code, signal } = await run([
      `--unhandled-rejections=${mode}`,
      careless,
      sources,
      newDirectory(),
    ]);
    expect({ output, code, signal }).toEqual({ output: 'carefree', code: 0, signal: null });
    expect(complaints.replaceAll(/\(node:\d+\)[^\n]*(?:WorktrailWarning)?[^\n]*\n(?:\(Use[^\n]*\n)?/g, '')).toBe('');
  });
});

/** All that can be under way at once. */
const busy = `
  const line = tracker.track('line', endless, { concurrency: 1, pendingTimeout: 60_000 });
  for (let n = 0; n < 5; n++) void line.start();
  tracker.track('retried', () => { throw new Error('no'); }, { retries: { times: 5, delay: 60_000 } }).start();
  tracker.track('limited', endless, { timeout: 60_000, heartbeatTimeout: 60_000, deadline: new Date(Date.now() + 60_000) })().catch(() => undefined);
  const asked = tracker.track('asked', endless, { grace: 60_000 }).start();
  asked.cancel();
  void asked.result().catch(() => undefined);
  void tracker.until(() => false, { timeout: 60_000 }).catch(() => undefined);
  void tracker.stream()[Symbol.asyncIterator]().next();
  const loop = tracker.loop({ every: 60_000 })[Symbol.asyncIterator]();
  await loop.next();
  void loop.next();
  tracker.tick();
  const handlers = tracker.handleSignals();
`;

describe('after close() a process ends by itself, with nothing held', { timeout: 90_000 }, () => {
  it.each([
    ['in memory', 'const tracker = new Tracker();'],
    ['with a journal in memory', 'const tracker = new Tracker({ journal: memoryJournal() });'],
    ['with a journal on disk', 'const tracker = await Tracker.open(directory);'],
    ['with one that flushes always', "const tracker = await Tracker.open(directory, { durability: 'always' });"],
    ['with one that writes by turns', "const tracker = await Tracker.open(directory, { durability: 'turn' });"],
  ])('%s', async (_what, open) => {
    const end = `
      handlers[Symbol.dispose]();
      await tracker.close();
      await new Promise((resolve) => setImmediate(resolve));
      const idle = new Set(['TTYWrap', 'PipeWrap', 'Immediate']);
      console.log(JSON.stringify(process.getActiveResourcesInfo().filter((name) => !idle.has(name))));
      process.on('exit', () => console.log('ended'));
    `;
    const before = Date.now();
    const found = await program(
      `const directory = ${JSON.stringify(newDirectory())}; ${open} ${busy} ${end}`,
      '--unhandled-rejections=strict',
    );
    expect(found).toEqual({ output: '[]\nended', complaints: '', code: 0, signal: null });
    expect(Date.now() - before).toBeLessThan(50_000);
  });
});

/** `npm run hardened` has 1,000. */
const cycles = Number(process.env['CYCLES'] ?? 150);

describe(`${cycles} cycles of opening and closing leak nothing`, { timeout: 120_000 }, () => {
  it.each([
    ['in memory', 'const tracker = new Tracker({ journal: memoryJournal() });'],
    ['on disk, of a journal that is new each time', 'const tracker = await Tracker.open(`${directory}/${n % 50}`); '],
  ])('%s', async (_what, open) => {
    const code = `
      import { readdirSync, rmSync } from 'node:fs';
      const directory = ${JSON.stringify(newDirectory())};
      const files = () => { try { return readdirSync('/proc/self/fd').length; } catch { return 0; } };
      const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
      const heap = async () => { for (let n = 0; n < 3; n++) { gc(); await new Promise((resolve) => setImmediate(resolve)); } return process.memoryUsage().heapUsed; };
      const state = async () => ({ files: files(), listeners: listeners(), handles: process.getActiveResourcesInfo().length, heap: await heap() });
      async function cycle(n) {
        ${open}
        const load = tracker.track('load', async (n) => n, { retries: 1, timeout: 1000, key: String, once: true });
        await load(n);
        tracker.events.on('transition', () => undefined);
        tracker.track('endless', endless, { timeout: 60_000, concurrency: 1 }).start();
        tracker.track('endless', endless, { timeout: 60_000, concurrency: 1 }).start();
        void tracker.stream()[Symbol.asyncIterator]().next();
        tracker.handleSignals()[Symbol.dispose]();
        await tracker.close();
        if (n % 50 === 49) for (const name of readdirSync(directory)) rmSync(directory + '/' + name, { recursive: true });
      }
      for (let n = 0; n < ${Math.min(200, cycles)}; n++) await cycle(n);
      const before = await state();
      for (let n = 0; n < ${cycles}; n++) await cycle(n);
      const after = await state();
      console.log(JSON.stringify({ files: after.files - before.files, listeners: after.listeners - before.listeners,
        handles: after.handles - before.handles, kilobytes: Math.round((after.heap - before.heap) / 1024) }));
    `;
    const { output, complaints, code: exit } = await program(code, '--expose-gc', '--unhandled-rejections=strict');
    expect({ complaints, exit }).toEqual({ complaints: '', exit: 0 });
    const { kilobytes, ...others } = JSON.parse(output) as { kilobytes: number };
    expect(
      Object.values(others).every((more) => Number(more) <= 0),
      output,
    ).toBe(true);
    expect(kilobytes).toBeLessThan(1000);
  });
});
