/** A process is killed in the middle of its work. The next one knows what happened, and goes on. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Tracker } from 'worktrail';

const [, , given] = process.argv;
const runs = given ?? mkdtempSync(`${tmpdir()}/runs-`);

const tracker = given ? await Tracker.open(runs) : undefined;
if (tracker) await nightly(tracker)('monday');
else {
  const { signal } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), runs], { stdio: 'inherit' });
  console.log(`the first process was killed by ${signal}`);
  await goOn(await Tracker.open(runs));
  rmSync(runs, { recursive: true });
}

function nightly(on: Tracker) {
  const step = on.track('step', async (name: string) => `${name} done`, { resumable: true });
  const body = async (day: string) => {
    console.log(`  ${day}: ${await step('load')}`);
    if (on.current?.attempt === 1) process.kill(process.pid, 'SIGKILL');
    console.log(`  ${day}: ${await step('report')}`);
  };
  return on.track('nightly', body, { resumable: true });
}

async function goOn(on: Tracker): Promise<void> {
  nightly(on);
  for (const task of on.recovered.interrupted) console.log(`${task.path} is ${task.status().stage}`);
  on.events.on('cache_hit', ({ task }) => console.log(`  ${task.path} is not run again`));
  for (const task of await on.resumeAll()) console.log((await task.settled()).stage, 'in attempt', task.attempt);
  await on.close();
}
