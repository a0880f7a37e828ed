/** What stands in memory, after all garbage is gone. Needs `--expose-gc`. */
import { PerformanceObserver } from 'node:perf_hooks';

export function bytesInUse() {
  for (let time = 0; time < 4; time++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** @returns milliseconds of wall time, of CPU and of garbage collection that the work took */
export async function timedWithGc(work) {
  let gcMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) gcMs += duration;
  });
  observer.observe({ entryTypes: ['gc'] });
  const start = performance.now();
  const startCpu = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(startCpu);
  const ms = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 20));
  observer.disconnect();
  return { ms, cpuMs: (user + system) / 1000, gcMs };
}
