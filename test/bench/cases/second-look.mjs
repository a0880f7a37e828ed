import { atMost } from '../goals.mjs';
import { trackerOf } from '../peers/worktrail.mjs';

export const title = 'The second look, after 100 facts more: at a million facts against at 10,000';
const many = 250_000 * Number(process.env.BENCH_SCALE ?? 1);
const rounds = 30;
/** A look that costs more is taken fewer times. */
const mostMs = 3000;

const looks = {
  'timings()': (tracker) => tracker.timings().length,
  'timingSummary()': (tracker) => tracker.timingSummary().length,
  'summary()': (tracker) => tracker.summary().totalChanges,
  'at({ seq }) forward': (tracker, seq) => tracker.at({ seq }).counts(),
};

export function measure() {
  const [large, small] = [trackerOf(many), trackerOf(2500)];
  const rows = Object.entries(looks).map(([what, look]) => {
    const [first, second, few] = [firstLook(large, look), secondLook(large, look), secondLook(small, look)];
    return { what, 'first us': first, 'second us at a million': second, 'second us at 10,000': few, x: second / few };
  });
  return {
    rows,
    goals: rows.map(({ what, x }) => atMost(`${what}, second look, at a million facts against at 10,000`, 1.5, x)),
  };
}

function firstLook(tracker, look) {
  return microseconds(() => look(tracker, seqOf(tracker)));
}

function secondLook(tracker, look) {
  let least = Number.POSITIVE_INFINITY;
  look(tracker, seqOf(tracker));
  const end = performance.now() + mostMs;
  for (let round = 0; round < rounds && (round < 3 || performance.now() < end); round++) {
    for (let life = 0; life < 25; life++) live(tracker);
    const seq = seqOf(tracker);
    least = Math.min(
      least,
      microseconds(() => look(tracker, seq)),
    );
  }
  return least;
}

function live(tracker) {
  const task = tracker.task('job');
  task.queue();
  task.start();
  task.succeed();
}

function seqOf(tracker) {
  return tracker.work('job').latest.status().seq;
}

function microseconds(work) {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1000;
}
