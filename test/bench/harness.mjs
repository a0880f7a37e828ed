/**
 * Compares contestants in one process: short blocks in random order, and of each contestant the fastest block. On a busy
 * machine the fastest of many short blocks repeats within 10 to 20 %, where means and medians of wall time do not.
 */
const blockMs = 0.4;
/** The compiler is to be done before anything is measured. */
const warmUps = 50_000;
const blocks = Number(process.env.BENCH_BLOCKS ?? 200);

/**
 * @param contestants by name: `make()` gives a function that does the work once, synchronously
 * @returns nanoseconds of one time, by name
 */
export function compare(contestants) {
  const runs = Object.entries(contestants).map(([name, make]) => prepare(name, make()));
  for (let block = 0; block < blocks; block++) for (const run of shuffled(runs)) measure(run);
  return Object.fromEntries(runs.map(({ name, best }) => [name, best]));
}

function prepare(name, work) {
  for (let time = 0; time < warmUps; time++) work();
  let times = 1;
  for (let ms = 0; ms < blockMs; times *= 2) ms = timed(work, times);
  return { name, work, times, best: Number.POSITIVE_INFINITY };
}

function measure(run) {
  run.best = Math.min(run.best, (timed(run.work, run.times) / run.times) * 1e6);
}

function timed(work, times) {
  const start = performance.now();
  for (let time = 0; time < times; time++) work();
  return performance.now() - start;
}

/** The same for work that is awaited. */
export async function compareAwaited(contestants) {
  const runs = Object.entries(contestants).map(([name, make]) => ({
    name,
    work: make(),
    best: Number.POSITIVE_INFINITY,
  }));
  for (const { work } of runs) await timedAwaited(work, warmUps);
  for (let block = 0; block < blocks; block++) {
    for (const run of shuffled(runs)) run.best = Math.min(run.best, await timedAwaited(run.work, 250));
  }
  return Object.fromEntries(runs.map(({ name, best }) => [name, best]));
}

async function timedAwaited(work, times) {
  const start = performance.now();
  for (let time = 0; time < times; time++) await work();
  return ((performance.now() - start) / times) * 1e6;
}

function shuffled(items) {
  return items
    .map((item) => [Math.random(), item])
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item);
}
