/** What an import costs: CPU of fresh processes, in turn, and of each contestant the least; an empty module beside them. */
import { execFileSync } from 'node:child_process';

const runs = 9;
const contestants = {
  'an empty module': 'data:text/javascript,',
  'zod alone': import.meta.resolve('zod'),
  worktrail: new URL('../../dist/index.js', import.meta.url).href,
  'worktrail/journal': new URL('../../dist/journal.js', import.meta.url).href,
  'worktrail/testing': new URL('../../dist/testing.js', import.meta.url).href,
  eventemitter3: import.meta.resolve('eventemitter3'),
  nanoid: import.meta.resolve('nanoid'),
  'date-fns/milliseconds': import.meta.resolve('date-fns/milliseconds'),
};

function cpuMsOf(what) {
  const code = `const start = process.cpuUsage(); await import(${JSON.stringify(what)}); const used = process.cpuUsage(start);
    console.log((used.user + used.system) / 1000);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
}

/** Milliseconds by name. */
export function measureImport() {
  const least = {};
  for (let run = 0; run < runs; run++) {
    for (const [name, what] of Object.entries(contestants))
      least[name] = Math.min(least[name] ?? Infinity, cpuMsOf(what));
  }
  return least;
}
