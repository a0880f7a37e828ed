import { fresh, freshWith, leastOf } from '../fresh.mjs';
import { atMost } from '../goals.mjs';
import { bytesInUse } from '../memory.mjs';

export const title = 'A small tracker, and the garbage that a life makes';

export function measure() {
  const young = ['--min-semi-space-size=256', '--max-semi-space-size=256'];
  const allocated = {
    worktrail: freshWith(young, import.meta.url, 'bytesAllocated', 'worktrail', 'worktrail'),
    'by hand': freshWith(young, import.meta.url, 'bytesAllocated', 'by-hand', 'byHand'),
  };
  const tracker = fresh(import.meta.url, 'bytesOfTracker', 200, 10) / 1024;
  const cold = leastOf(5, import.meta.url, 'coldMs', 100);
  return {
    rows: [
      { what: 'bytes allocated per life, worktrail', value: allocated.worktrail },
      { what: 'bytes allocated per life, by hand', value: allocated['by hand'] },
      { what: 'a tracker with ten finished tasks, KiB', value: tracker },
      { what: 'the first 100 lives of a process, ms', value: cold },
    ],
    goals: [
      atMost('bytes allocated per life, handle and event included', 700, allocated.worktrail, 'bytes'),
      atMost('a tracker with ten tasks', 24, tracker, 'KiB'),
      atMost('first 100 lives cold', 5, cold, 'ms'),
    ],
  };
}

/** The young generation is so large here that nothing is collected in between. */
export async function bytesAllocated(file, name) {
  const lives = 20_000;
  const contestant = (await import(`../peers/${file}.mjs`))[name]();
  for (let life = 0; life < lives; life++) contestant.life();
  contestant.clear();
  globalThis.gc();
  const before = used();
  for (let life = 0; life < lives; life++) contestant.life();
  return (used() - before) / lives;
}

function used() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export async function bytesOfTracker(trackers, tasks) {
  const { trackerOf } = await import('../peers/worktrail.mjs');
  trackerOf(tasks);
  const before = bytesInUse();
  const kept = Array.from({ length: trackers }, () => trackerOf(tasks));
  return (bytesInUse() - before) / kept.length;
}

export async function coldMs(lives) {
  const { worktrail } = await import('../peers/worktrail.mjs');
  const start = performance.now();
  const { life } = worktrail();
  for (let done = 0; done < lives; done++) life();
  return performance.now() - start;
}
