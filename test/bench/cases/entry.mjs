import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atMost } from '../goals.mjs';

export const title = 'The main entry: CPU of its import in a fresh process, and its size';
const processes = 9;
const root = fileURLToPath(new URL('../../../', import.meta.url));

const contestants = {
  'an empty module': 'data:text/javascript,',
  'zod alone': import.meta.resolve('zod'),
  worktrail: new URL('../../../dist/index.js', import.meta.url).href,
  'worktrail/journal': new URL('../../../dist/journal.js', import.meta.url).href,
  'worktrail/testing': new URL('../../../dist/testing.js', import.meta.url).href,
};

/** The main entry loads no zod: the journal does, when it is opened. */
export function measure() {
  const least = leastCpuMs();
  const kB = sizeOfEntry() / 1000;
  return {
    rows: [
      ...Object.entries(least).map(([name, ms]) => ({ what: `import of ${name}, CPU ms`, value: ms })),
      { what: 'own code, minified and gzipped, kB', value: kB },
    ],
    goals: [
      atMost('import of the main entry, everything but zod', 40, least.worktrail, 'ms CPU'),
      atMost('import of the main entry, in all', 60, least.worktrail, 'ms CPU'),
      atMost('main entry, minified and gzipped, own code', 16, kB, 'kB'),
    ],
  };
}

/** In turn, and of each contestant the least. */
function leastCpuMs() {
  const least = {};
  for (let run = 0; run < processes; run++) {
    for (const [name, module] of Object.entries(contestants))
      least[name] = Math.min(least[name] ?? Infinity, cpuMsOf(module));
  }
  return least;
}

function cpuMsOf(module) {
  const code = `const start = process.cpuUsage(); await import(${JSON.stringify(module)}); const used = process.cpuUsage(start);
    console.log((used.user + used.system) / 1000);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
}

/** As `npm run size` measures it, which fails above its limit. */
function sizeOfEntry() {
  const { stdout } = spawnSync(`${root}node_modules/.bin/size-limit`, ['--json'], { cwd: root, encoding: 'utf8' });
  return JSON.parse(stdout)[0].size;
}
