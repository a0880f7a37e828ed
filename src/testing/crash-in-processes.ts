import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileJournal } from '../journal/file-journal.ts';
import { TrackerError } from '../model/errors.ts';
import { Tracker } from '../tracker/tracker.ts';
import type { CrashLab, Run } from './crash-lab.ts';

/** What one life is told: see `crash-child.ts`. */
export interface ChildOrders {
  /** Of the module with the scenario. */
  readonly url: string;
  /** Of the journal. */
  readonly directory: string;
  /** Each effect is a line of this file. */
  readonly effects: string;
  /** After which write it kills itself; 0 for never. */
  readonly lastWrite: number;
  readonly patienceMs: number;
}

/** As it is built, beside the file that this module is linked into: not every Node runs the sources. */
const child = new URL('./crash-child.js', import.meta.url);

/** Kills real processes, each with a journal on disk. */
export class CrashInProcesses implements CrashLab {
  readonly #url: string;
  readonly #patienceMs: number;

  constructor(url: URL, patienceMs: number) {
    this.#url = url.href;
    this.#patienceMs = patienceMs;
  }

  whole(): Promise<Run> {
    return this.#inFolder((folder) => this.#live(folder, 0));
  }

  killed(lastWrite: number): Promise<Run> {
    return this.#inFolder(async (folder) => {
      await this.#live(folder, lastWrite);
      await this.#live(folder, 0);
    });
  }

  async #inFolder(lives: (folder: string) => Promise<unknown>): Promise<Run> {
    const folder = await mkdtemp(join(tmpdir(), 'worktrail-crash-'));
    try {
      await lives(folder);
      return await runIn(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #live(folder: string, lastWrite: number): Promise<void> {
    const orders: ChildOrders = {
      url: this.#url,
      directory: join(folder, 'runs'),
      effects: join(folder, 'effects'),
      lastWrite,
      patienceMs: this.#patienceMs,
    };
    return outlive(orders);
  }
}

/** @throws TrackerError (`child_failed`) where it ended otherwise than by its end or its death */
function outlive(orders: ChildOrders): Promise<void> {
  const life = spawn(process.execPath, [fileURLToPath(child), JSON.stringify(orders)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints: string[] = [];
  life.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  return new Promise((resolve, reject) => {
    life.on('error', reject);
    life.on('close', (code, signal) => {
      if (code === 0 || (signal === 'SIGKILL' && orders.lastWrite > 0)) return resolve();
      reject(
        new TrackerError('child_failed', `The flow's process failed:\n${complaints.join('')}`, 'Mend the module.'),
      );
    });
  });
}

async function runIn(folder: string): Promise<Run> {
  const journal = fileJournal(join(folder, 'runs'));
  const tracker = Tracker.from([...journal.read()]);
  await journal.close();
  const lines = await readFile(join(folder, 'effects'), 'utf8').catch(() => '');
  const writes = Number(await readFile(join(folder, 'effects.writes'), 'utf8').catch(() => '0'));
  return {
    tracker,
    writes,
    effects: lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as string),
  };
}
