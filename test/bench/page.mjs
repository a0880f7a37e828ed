/** `BENCHMARKS.md`: the last full run, with what it does not show. */
import { goalRows, tableOf } from './tables.mjs';

const method = `Made by \`npm run bench -- --write\`; do not edit it by hand.

Within a table all contestants ran in one process, in short blocks (0.4 ms, 200 of them) in random order, and of each the fastest block
counts, unless the title says otherwise. So ratios repeat within 10 to 20 % on a busy machine. Absolute times are those of this machine on that day,
and nothing is judged by them. Bytes, and everything with AsyncLocalStorage, were measured in processes of their own.`;

const doubts = `- **XState**, **robot3**, **@xstate/store** and **javascript-state-machine** are state machines: guards, nested and parallel states, actors and effects
  are theirs, and a task that is tracked here has none of that. They keep no history; the one that is compared was added by hand.
- **OpenTelemetry** and **Effect** spans carry trace ids, attributes, links and samplers, and go to other processes. Here they end in an array, by the
  leanest processor there is: no exporter, no batch, nothing sent. A span tells of its events when it ends, not when they happen.
- **Effect** pays for its runtime at each \`runSync\`; a program that is written in Effect as a whole pays it once.
- **by hand** does nothing but this: no roads are enforced, nothing is refused, a listener that throws takes its caller with it, nothing can be looked
  up, timed, replayed or kept on disk. It is the floor, not a contestant.
- **p-queue** limits concurrency, which is its job; it keeps no record at all.
- **pino** and **better-sqlite3** write one line or row per fact. pino asks for no order, no checksum and no flush; SQLite gives transactions and queries.
- **Diff libraries** hand back a list and forget it. \`observe\` also copies the value, hides what looks like a secret, keeps the changes, and numbers them.
- **JSON.parse** gets its lines as strings that are in memory already; reading a journal includes reading the file and checking each line's seal.
- A burst shows what the work itself costs, with a collector that hardly runs; "a million kept" shows what it costs once everything is kept.
- \`'always'\` cannot be faster than the disk's own flush, which is measured beside it. On another disk the milliseconds are others.
- The subscriber reads the task's path and both stages; one that reads more, or an \`async\` one, costs what it does.`;

export function pageOf({ conditions, results }) {
  const { peers, quick, ...where } = conditions;
  const goals = results.flatMap((result) => result.goals);
  const list = (fields) =>
    Object.entries(fields)
      .map(([name, value]) => `- ${name}: ${value}`)
      .join('\n');
  return `# Benchmarks

${method}
${quick ? '\n**A quick run: counts are a tenth, and the figures of a million are those of 100,000.**\n' : ''}
## Conditions

${list(where)}
- peers: ${Object.entries(peers)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}

## Goals: ${goals.filter(({ met }) => met).length} of ${goals.length} met

${tableOf(goalRows(goals))}

${results.map(sectionOf).join('\n\n')}

## What these numbers do not show

${doubts}
`;
}

function sectionOf({ title, rows }) {
  return `## ${title}\n\n${rows.length > 0 ? tableOf(rows) : 'This one failed.'}`;
}
