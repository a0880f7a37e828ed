import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import type { Durability } from '../../src/ports/journal.ts';
import { compiledSources } from '../support/compiled.ts';
import { tellFigures } from '../support/figures.ts';
import { Random } from '../support/random.ts';
import { factAt } from '../support/sample-facts.ts';
import { temporaryDirectories } from '../support/temporary.ts';

/** How many; `npm run durable` asks for 300 and 50. */
const killCycles = Number(process.env['KILL_CYCLES'] ?? 6);
const killSeed = Number(process.env['KILL_SEED'] ?? 1);
const contests = Number(process.env['LOCK_CONTESTS'] ?? 3);

const newDirectory = temporaryDirectories();
const sources = compiledSources(['model', 'ports', 'journal']);
const script = fileURLToPath(new URL('../support/journal-worker.mjs', import.meta.url));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

interface Answer {
  readonly ok: boolean;
  readonly last?: number;
  readonly code?: string;
  readonly details?: { readonly pid: number; readonly host: string };
  readonly ms?: number;
}

class Worker {
  readonly process: ChildProcess;
  output = '';

  private constructor(child: ChildProcess) {
    this.process = child;
  }

  static async start(directory: string, durability: Durability = 'os', size = 100): Promise<Worker> {
    const child = fork(script, [sources, directory, durability, String(size)], {
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    running.add(child);
    const worker = new Worker(child);
    child.stdout?.on('data', (chunk) => {
      worker.output += String(chunk);
    });
    await once(child, 'message');
    return worker;
  }

  async ask(command: string, more: object = {}): Promise<Answer> {
    const answered = once(this.process, 'message');
    this.tell(command, more);
    return ((await answered) as [Answer])[0];
  }

  tell(command: string, more: object = {}): void {
    this.process.send({ command, ...more });
  }

  /** Resolves when the process is gone and all that it wrote has been read. */
  async gone(): Promise<void> {
    await once(this.process, 'close');
    running.delete(this.process);
  }

  async kill(): Promise<void> {
    const gone = this.gone();
    this.process.kill('SIGKILL');
    await gone;
  }

  /** Resolves when it has acknowledged this many facts. */
  async acknowledged(count: number): Promise<void> {
    while (this.output.split('\n').length <= count) await once(this.process.stdout as NodeJS.ReadableStream, 'data');
  }

  get lastAcknowledged(): number {
    return Number(this.output.slice(0, this.output.lastIndexOf('\n')).split('\n').at(-1) ?? 0);
  }
}

/** Reads a journal and checks each fact in it. */
async function factsIn(directory: string, size: number): Promise<number> {
  const journal = fileJournal(directory);
  let due = 1;
  for (const fact of journal.read()) {
    if (fact.seq !== due || fact.type !== 'annotated') throw new Error(`fact ${fact.seq} stands where ${due} is due`);
    expect(fact.message?.length).toBe((due * 7919) % size);
    due++;
  }
  await journal.close();
  return due - 1;
}

describe.each([100, 40_000])('facts of up to %i bytes', (size) => {
  test.each<Durability>(['os', 'always'])(
    `%s: SIGKILL at any moment costs nothing that was acknowledged`,
    { timeout: 300_000 },
    async (durability) => {
      const random = new Random(size + killSeed);
      const directory = newDirectory();
      const figures = { kills: 0, acknowledged: 0, lost: 0 };
      for (let cycle = 0; cycle < Math.ceil(killCycles / 4); cycle++) {
        const worker = await Worker.start(directory, durability, size);
        expect(await worker.ask('open')).toMatchObject({ ok: true });
        worker.tell('flood');
        await worker.acknowledged(1 + random.below(size > 1000 ? 30 : 400));
        await worker.kill();
        const found = await factsIn(directory, size);
        figures.kills++;
        figures.acknowledged = Math.max(figures.acknowledged, worker.lastAcknowledged);
        figures.lost += Math.max(0, worker.lastAcknowledged - found);
        expect(found).toBeGreaterThanOrEqual(worker.lastAcknowledged);
      }
      tellFigures(`SIGKILL, ${durability}, facts of up to ${size} bytes`, figures);
    },
  );
});

test.each(['exit', 'throw', 'kill'])('1,000 facts, then %s: all are found', { timeout: 30_000 }, async (how) => {
  const directory = newDirectory();
  const worker = await Worker.start(directory, 'interval');
  await worker.ask('open');
  await worker.ask('append', { count: 1000 });
  const gone = worker.gone();
  worker.tell('die', { how });
  await gone;
  expect(await factsIn(directory, 100)).toBe(1000);
});

test('a second process is refused within 100 ms, with pid and host', { timeout: 30_000 }, async () => {
  const directory = newDirectory();
  const [one, two] = await Promise.all([Worker.start(directory), Worker.start(directory)]);
  await one.ask('open');
  await one.ask('append', { count: 5000 });
  const answer = await two.ask('open');
  expect(answer).toMatchObject({ ok: false, code: 'locked', details: { pid: one.process.pid } });
  expect(answer.ms).toBeLessThan(100);
  tellFigures('a second process is refused', { ms: answer.ms ?? 0 });
  await one.ask('close');
  expect(await two.ask('open')).toEqual({ ok: true, last: 5000 });
});

test('a frozen process that was taken over writes nothing into the new epoch, and ends within a second', {
  timeout: 60_000,
}, async () => {
  const directory = newDirectory();
  const frozen = await Worker.start(directory);
  await frozen.ask('open');
  frozen.tell('flood');
  await frozen.acknowledged(100);
  frozen.process.kill('SIGSTOP');
  const owners = { self: () => ({ host: 'next', pid: process.pid }), look: () => 'dead' as const };
  const next = fileJournal(directory, { owners, durability: 'os' });
  const { last } = next.recovery;
  const own = [1, 2, 3].map((more) => factAt(last + more, 'of the new owner'));
  next.append(own);
  const gone = frozen.gone();
  const woken = performance.now();
  frozen.process.kill('SIGCONT');
  await gone;
  const ms = performance.now() - woken;
  tellFigures('a frozen process that was taken over', { ms });
  expect(ms).toBeLessThan(2000);
  expect([...next.read(last)]).toEqual(own);
  await next.close();
  expect([...fileJournal(directory).read(last)]).toEqual(own);
});

test(`${contests} times, of six contenders for a dead lock one wins`, { timeout: 300_000 }, async () => {
  const directory = newDirectory();
  const contenders = await Promise.all(Array.from({ length: 6 }, () => Worker.start(directory)));
  for (let round = 0; round < contests; round++) {
    const victim = await Worker.start(directory);
    expect(await victim.ask('open')).toMatchObject({ ok: true });
    await victim.ask('append', { count: 10 });
    await victim.kill();
    const answers = await Promise.all(contenders.map((contender) => contender.ask('open')));
    const winners = answers.filter(({ ok }) => ok);
    expect(winners).toEqual([{ ok: true, last: (round + 1) * 10 }]);
    for (const { ok, code } of answers) expect(ok || code === 'locked').toBe(true);
    await Promise.all(contenders.map((contender) => contender.ask('close')));
  }
  tellFigures('contests for a dead lock', { contests, contenders: contenders.length, mostOwners: 1 });
});
