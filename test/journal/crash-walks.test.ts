import { expect, test } from 'vitest';
import { CrashLife } from '../support/crash-life.ts';
import { CrashWalk, type CrashTally } from '../support/crash-walk.ts';
import { tellFigures } from '../support/figures.ts';
import { Random } from '../support/random.ts';

/** How many; `npm run durable` asks for 100,000. */
const walks = Number(process.env['CRASH_WALKS'] ?? 300);
const seed = Number(process.env['CRASH_WALKS_SEED'] ?? 1);

test(`${walks} walks with crashes: live, replayed and the reference model are one`, {
  timeout: 1_200_000,
}, async () => {
  const { stackTraceLimit } = Error;
  const tally: CrashTally = { walks: 0, commands: 0, crashes: 0, facts: 0, checkpoints: 0 };
  try {
    Error.stackTraceLimit = 0;
    for (let at = seed; at < seed + walks; at++) await walk(at, tally);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    tellFigures('walks with crashes', tally);
  }
  expect(tally.walks).toBe(walks);
});

/** One in sixteen lets go of much. */
async function walk(at: number, tally: CrashTally): Promise<void> {
  try {
    const random = new Random(at);
    if (at % 16 === 0) return await new CrashLife(random, tally).run(2 + random.below(3));
    await new CrashWalk(random, tally).run(2 + random.below(2), random.pick([1, 2, 4, 8]));
  } catch (error) {
    throw new Error(`CRASH_WALKS_SEED=${at} CRASH_WALKS=1 shows it again`, { cause: error });
  }
}
