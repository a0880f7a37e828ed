/** What the import of the main entry costs: CPU of a fresh process, against one that imports zod alone. */
import { execFileSync } from 'node:child_process';

const runs = 7;

function cpuMsOf(what) {
  const code = `const start = process.cpuUsage(); await import(${JSON.stringify(what)}); const used = process.cpuUsage(start);
    console.log((used.user + used.system) / 1000);`;
  const times = [];
  for (let run = 0; run < runs; run++)
    times.push(Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })));
  return Math.min(...times);
}

export function measureImport() {
  return {
    worktrail: cpuMsOf(new URL('../../dist/index.js', import.meta.url).href),
    zod: cpuMsOf(import.meta.resolve('zod')),
  };
}
