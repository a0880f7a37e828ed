import { fresh } from '../fresh.mjs';
import { atLeast, atMost } from '../goals.mjs';
import { bytesInUse, timedWithGc } from '../memory.mjs';

export const title = 'A million finished tasks kept; each contestant in a process of its own';

/** A million of the dearer ones would not fit into memory, or take minutes: what they cost grows with the number. */
const contestants = {
  'by hand': ['by-hand', 'byHand', 1_000_000],
  worktrail: ['worktrail', 'worktrail', 1_000_000],
  'eventemitter3 class': ['emitter', 'emitterClass', 200_000],
  'naive tracker': ['naive', 'naiveTracker', 200_000],
  '@xstate/store': ['machines', 'xstateStore', 100_000],
  robot3: ['machines', 'robot3', 100_000],
  'OpenTelemetry span': ['spans', 'openTelemetrySpan', 200_000],
  'Effect span': ['spans', 'effectSpan', 100_000],
  'javascript-state-machine': ['machines', 'javascriptStateMachine', 100_000],
  'XState actor': ['machines', 'xstateActor', 50_000],
};
const scale = Number(process.env.BENCH_SCALE ?? 1);

export function measure() {
  const rows = Object.entries(contestants).map(([contestant, [file, name, lives]]) => ({
    contestant,
    ...fresh(import.meta.url, 'keep', file, name, lives * scale),
  }));
  const [hand, ours] = rows;
  const cost = (row) => row['CPU ns'];
  const of = (name) => rows.find(({ contestant }) => contestant === name);
  const small = fresh(import.meta.url, 'keep', 'worktrail', 'worktrail', 100_000 * scale);
  return {
    rows: [...rows, { contestant: 'worktrail', ...small }],
    goals: [
      atMost('a million kept, against by hand', 1, cost(ours) / cost(hand)),
      atLeast('a million kept, cheaper than an XState actor', 50, cost(of('XState actor')) / cost(ours)),
      atLeast('a million kept, cheaper than an OpenTelemetry span', 12, cost(of('OpenTelemetry span')) / cost(ours)),
      atMost('GC time of a million kept, against by hand', 0.3, ours['GC ns'] / hand['GC ns']),
      atMost('bytes kept per finished task, at a million', 150, ours.bytes, 'bytes'),
      atMost('bytes kept per finished task, at 100,000', 150, small.bytes, 'bytes'),
      atMost('bytes kept per further fact', 40, fresh(import.meta.url, 'bytesOfFact', 1000, 100), 'bytes'),
    ],
  };
}

/**
 * What a life costs where all lives are kept: nanoseconds of wall time, of CPU (with that of the collector's threads, which
 * a busy machine does not change) and of pauses for garbage collection; and bytes.
 */
export async function keep(file, name, lives) {
  const contestant = (await import(`../peers/${file}.mjs`))[name]();
  for (let life = 0; life < 20_000; life++) contestant.life();
  contestant.clear();
  const before = bytesInUse();
  const { ms, cpuMs, gcMs } = await timedWithGc(() => {
    for (let life = 0; life < lives; life++) contestant.life();
  });
  const bytes = (bytesInUse() - before) / lives;
  contestant.life();
  const each = (total) => (total / lives) * 1e6;
  return { lives, ns: each(ms), 'CPU ns': each(cpuMs), 'GC ns': each(gcMs), bytes };
}

/** Tasks that pause and resume again and again. */
export async function bytesOfFact(tasks, pauses) {
  const { worktrail } = await import('../peers/worktrail.mjs');
  const { tracker } = worktrail(0);
  const running = Array.from({ length: tasks }, () => tracker.task('job'));
  for (const task of running) task.start();
  const before = bytesInUse();
  for (let pause = 0; pause < pauses; pause++)
    for (const task of running) {
      task.pause();
      task.resume();
    }
  const bytes = (bytesInUse() - before) / (tasks * pauses * 2);
  for (const task of running) task.succeed();
  return bytes;
}
