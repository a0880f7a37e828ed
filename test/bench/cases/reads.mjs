import { compare } from '../compare.mjs';
import { atMost } from '../goals.mjs';
import { trackerOf } from '../peers/worktrail.mjs';

export const title = 'Reads at a million tasks';
const many = 1_000_000 * Number(process.env.BENCH_SCALE ?? 1);
const running = 10;

export function measure() {
  const [large, small] = [holding(many), holding(1000)];
  const wide = holding(1000, 1000);
  const times = compare({
    'status()': large.status,
    'counts()': large.counts,
    'list({ stage }), ten of a million': large.list,
    'list({ stage }), ten of a thousand': small.list,
    'list({ stage }), a thousand of two thousand': wide.list,
  });
  const [atMany, atFew] = [times['list({ stage }), ten of a million'], times['list({ stage }), ten of a thousand']];
  const perTask = { ten: atFew / running, thousand: times['list({ stage }), a thousand of two thousand'] / 1000 };
  return {
    rows: Object.entries(times).map(([what, ns]) => ({ what, ns })),
    goals: [
      atMost('status() at a million tasks', 150, times['status()'], 'ns'),
      atMost('counts() at a million tasks', 1000, times['counts()'], 'ns'),
      atMost('list({ stage }) of ten at a million tasks, against at a thousand', 1.5, atMany / atFew),
      atMost('list({ stage }), a task of a thousand against one of ten', 1.5, perTask.thousand / perTask.ten),
    ],
  };
}

/** A tracker with finished tasks, and some that run. */
function holding(finished, open = running) {
  const tracker = trackerOf(finished);
  for (let task = 0; task < open; task++) tracker.task('open').start();
  const tasks = tracker.list({ stage: 'running' });
  let at = 0;
  return {
    status: () => tasks[at++ % running].status(),
    counts: () => tracker.counts(),
    list: () => tracker.list({ stage: 'running' }),
  };
}
