import microdiff from 'microdiff';
import { fresh } from '../fresh.mjs';
import { atMost } from '../goals.mjs';
import { bytesInUse } from '../memory.mjs';
import { changed, recordOf } from '../peers/values.mjs';

export const title = 'A snapshot and its changes, of 1,000 fields with 1 % changed each time, all kept';
const [fields, rounds] = [1000, 500];

export function measure() {
  const ours = fresh(import.meta.url, 'keep', 'observed');
  const cloned = fresh(import.meta.url, 'keep', 'cloned');
  return {
    rows: [
      { contestant: 'worktrail: observe and snapshot', ...ours },
      { contestant: 'structuredClone and microdiff', ...cloned },
    ],
    goals: [
      atMost('bytes of snapshots with changes, against structuredClone with a diff', 0.1, ours.bytes / cloned.bytes),
      atMost(
        'CPU of snapshots with changes, against structuredClone with a diff',
        1 / 3,
        ours['cpu us'] / cloned['cpu us'],
      ),
    ],
  };
}

export async function keep(how) {
  const values = [recordOf(fields)];
  for (let round = 1; round <= rounds; round++) values.push(changed(values[round - 1], round));
  const take = how === 'observed' ? await observed() : cloned();
  for (const value of values.slice(0, 100)) take.once(value);
  take.clear();
  const before = bytesInUse();
  const start = process.cpuUsage();
  for (const value of values) take.once(value);
  const { user, system } = process.cpuUsage(start);
  const bytes = (bytesInUse() - before) / rounds;
  take.once(values[0]);
  return { bytes, 'cpu us': (user + system) / rounds };
}

async function observed() {
  const { Tracker } = await import('../../../dist/index.js');
  const fresh = () => {
    const made = new Tracker().task('job');
    made.start();
    return made;
  };
  let task = fresh();
  return {
    once(value) {
      task.observe('record', value);
      task.snapshot('round');
    },
    clear: () => (task = fresh()),
  };
}

function cloned() {
  let kept = [];
  let last;
  return {
    once(value) {
      const snapshot = structuredClone(value);
      kept.push({ at: Date.now(), snapshot, changes: last === undefined ? [] : microdiff(last, snapshot) });
      last = snapshot;
    },
    clear() {
      kept = [];
      last = undefined;
    },
  };
}
