/**
 * Compares contestants in one process: short blocks in random order, and of each contestant the fastest block. On a busy
 * machine the fastest of many short blocks repeats within 10 to 20 %, where means and medians of wall time do not.
 */
const blockMs = 0.4;
/**
 * The compiler is to be done before anything is measured: so many times, or so many milliseconds of CPU where once takes
 * long. Time of the clock would be too short on a busy machine.
 */
const warmUp = { times: 50_000, ms: Number(process.env.BENCH_WARM_MS ?? 1500) };
const blocks = Number(process.env.BENCH_BLOCKS ?? 200);

/**
 * @param contestants by name, functions that do the work once; what they return is awaited where `awaited` is true
 * @returns nanoseconds of one time, by name
 */
export function compare(contestants) {
  const runs = Object.entries(contestants).map(([name, work]) => prepared(name, work));
  for (let block = 0; block < blocks; block++)
    for (const run of shuffled(runs)) run.best = Math.min(run.best, timed(run.work, run.times) / run.times);
  return nanoseconds(runs);
}

/** The same for work that is awaited. */
export async function compareAwaited(contestants) {
  const runs = [];
  for (const [name, work] of Object.entries(contestants)) runs.push(await preparedAwaited(name, work));
  for (let block = 0; block < blocks; block++)
    for (const run of shuffled(runs))
      run.best = Math.min(run.best, (await timedAwaited(run.work, run.times)) / run.times);
  return nanoseconds(runs);
}

/** Kept things are let go now and then, since a burst is what is asked for. */
export function bursts({ life, clear }) {
  let lives = 0;
  return () => {
    if (++lives % 20_000 === 0) clear();
    return life();
  };
}

function prepared(name, work) {
  const start = cpuMs();
  for (let time = 0; time < warmUp.times && (time % 100 > 0 || cpuMs() - start < warmUp.ms); time++) work();
  let times = 1;
  while (fastestOf3(() => timed(work, times)) < blockMs) times *= 2;
  return { name, work, times, best: Number.POSITIVE_INFINITY };
}

async function preparedAwaited(name, work) {
  const start = cpuMs();
  for (let time = 0; time < warmUp.times && (time % 100 > 0 || cpuMs() - start < warmUp.ms); time++) await work();
  let times = 1;
  while (Math.min(await timedAwaited(work, times), await timedAwaited(work, times)) < blockMs) times *= 2;
  return { name, work, times, best: Number.POSITIVE_INFINITY };
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** One may be slow because another process had its turn. */
function fastestOf3(measure) {
  return Math.min(measure(), measure(), measure());
}

function timed(work, times) {
  const start = performance.now();
  for (let time = 0; time < times; time++) work();
  return performance.now() - start;
}

async function timedAwaited(work, times) {
  const start = performance.now();
  for (let time = 0; time < times; time++) await work();
  return performance.now() - start;
}

function nanoseconds(runs) {
  return Object.fromEntries(runs.map(({ name, best }) => [name, best * 1e6]));
}

function shuffled(items) {
  return items
    .map((item) => [Math.random(), item])
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item);
}
