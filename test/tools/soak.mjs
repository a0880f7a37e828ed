/**
 * A million tasks through one tracker, in memory and on a journal: the heap has to stay flat, and counts exact. `TASKS`
 * sets how many. Needs `node --expose-gc` and a build.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, root, ToolError } from './run.mjs';

const tasks = Number(process.env.TASKS ?? 1_000_000);
const looks = 10;
/** What the heap may grow by after the first fifth. */
const slackBytes = 16 * 2 ** 20;
const retention = { maxTasks: 1000, maxHistory: 10 };

async function soak() {
  const { Tracker } = await import(`file://${root}dist/index.js`);
  await flat('in memory', new Tracker({ retention }));
  const directory = mkdtempSync(join(tmpdir(), 'worktrail-soak-'));
  try {
    const tracker = await Tracker.open(directory, { durability: 'turn', retention });
    await flat('on a journal', tracker);
    await tracker.close();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function flat(what, tracker) {
  const sizes = [];
  for (let look = 0; look < looks; look++) {
    await run(tracker, tasks / looks);
    globalThis.gc();
    sizes.push(process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers);
  }
  console.log(`${what}: ${sizes.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(' ')} MiB`);
  const { succeeded } = tracker.counts();
  if (succeeded !== tasks) throw new ToolError(`${what}: ${succeeded} succeeded, and not ${tasks}`);
  if (sizes.at(-1) > sizes[1] + slackBytes) throw new ToolError(`${what}: the heap grew`);
}

async function run(tracker, count) {
  for (let at = 0; at < count; at++) {
    const task = tracker.task('load', { parent: null });
    task.start();
    task.succeed({ rows: at });
    if (at % 1000 === 999) await new Promise((resolve) => setImmediate(resolve));
  }
}

await main(soak);
