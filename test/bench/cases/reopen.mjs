import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, openSync, readSync, closeSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tracker } from '../../../dist/index.js';
import { temporaryFolder } from '../folder.mjs';
import { fresh } from '../fresh.mjs';
import { atMost } from '../goals.mjs';

export const title =
  'Opening a journal of a million finished and ten thousand open tasks, after a SIGKILL just before a checkpoint';
const finished = 1_000_000 * Number(process.env.BENCH_SCALE ?? 1);
const openTasks = finished / 100;
const times = 3;
/** Facts that stand behind the newest checkpoint when the process is killed: nearly as many as there can be. */
const tail = 95_000;
const main = fileURLToPath(new URL('../in-process.mjs', import.meta.url));

export function measure() {
  const folder = temporaryFolder();
  const lived = join(folder, 'lived');
  liveAndDie(lived);
  const all = Array.from({ length: times }, (_, time) => fresh(import.meta.url, 'reopen', copyOf(lived, folder, time)));
  const least = (name) => Math.min(...all.map((one) => one[name]));
  const row = (what, name) => ({ what, 'wall ms': least(name), 'cpu ms': least(`${name}Cpu`) });
  return {
    rows: [
      row('Tracker.open: all is there, and open tasks are interrupted', 'open'),
      row('counts() after it', 'counts'),
      row('256 lives after it, and what they let go', 'lives'),
      row('timingSummary() after that', 'timings'),
      { what: 'facts behind the checkpoint', 'wall ms': all[0].behind, 'cpu ms': undefined },
    ],
    goals: [
      atMost('reopening after a crash, wall time', 1000, least('open'), 'ms'),
      atMost('reopening after a crash, CPU', 1000, least('openCpu'), 'ms'),
    ],
  };
}

/** A process that lives, and is killed. */
function liveAndDie(folder) {
  const { signal } = spawnSync(process.execPath, [main, import.meta.url, 'live', JSON.stringify([folder])], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (signal !== 'SIGKILL') throw new Error('The process was to be killed');
}

export async function live(folder) {
  const tracker = await Tracker.open(folder);
  let seq = 0;
  for (let done = 0; done < finished; done++) {
    if (done % 100 === 0) tracker.task('open', { parent: null }).start();
    seq = life(tracker);
    if (done % 1000 === 0) await turn();
  }
  for (; seq - upTo(folder) < tail; await turn()) for (let more = 0; more < 250; more++) seq = life(tracker);
  process.kill(process.pid, 'SIGKILL');
}

/** @returns the number of its last fact */
function life(tracker) {
  const task = tracker.task('job', { parent: null });
  task.queue();
  task.start();
  task.succeed();
  return task.status().seq;
}

function turn() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Up to which fact the newest checkpoint goes. */
function upTo(folder) {
  const path = join(folder, 'checkpoint.json');
  if (!existsSync(path)) return 0;
  const file = openSync(path, 'r');
  const start = Buffer.alloc(200);
  readSync(file, start, 0, start.length, 0);
  closeSync(file);
  return Number(/"upTo":(\d+)/.exec(start)[1]);
}

/** Opening writes into a new segment and leaves the others as they are. */
function copyOf(lived, folder, time) {
  const copy = join(folder, `copy-${time}`);
  mkdirSync(copy);
  for (const name of readdirSync(lived)) linkSync(join(lived, name), join(copy, name));
  return copy;
}

export async function reopen(folder) {
  const before = upTo(folder);
  const timed = timer();
  const tracker = await Tracker.open(folder);
  const open = timed();
  const { interrupted, facts } = tracker.recovered;
  if (interrupted.length !== openTasks) throw new Error(`${interrupted.length} were interrupted`);
  const { succeeded } = tracker.counts();
  const counts = timed();
  if (succeeded < finished) throw new Error(`${succeeded} succeeded`);
  for (let at = 0; at < 256; at++) life(tracker);
  const lives = timed();
  tracker.timingSummary();
  const timings = timed();
  return {
    ...named('open', open),
    ...named('counts', counts),
    ...named('lives', lives),
    ...named('timings', timings),
    behind: facts - before,
  };
}

function named(name, { wall, cpu }) {
  return { [name]: wall, [`${name}Cpu`]: cpu };
}

/** Milliseconds since it was asked last. */
function timer() {
  let start = performance.now();
  let used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    const passed = { wall: performance.now() - start, cpu: (user + system) / 1000 };
    start = performance.now();
    used = process.cpuUsage();
    return passed;
  };
}
