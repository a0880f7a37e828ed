import { expect, test } from 'vitest';
import { PowerCuts, type Tally } from '../support/power-cuts.ts';

/** How many; `npm run check` asks for 50,000. */
const cuts = Number(process.env['POWER_CUTS'] ?? 2000);
const seed = Number(process.env['POWER_CUTS_SEED'] ?? 1);
const generations = 4;

test(`${cuts} power cuts lose nothing durable, let no garbage in, and refuse no journal`, {
  timeout: 600_000,
}, async () => {
  const tally: Tally = { cuts: 0, facts: 0, torn: 0, lost: 0, slowestMs: 0 };
  for (let at = seed; tally.cuts < cuts; at++) {
    try {
      await new PowerCuts(at, tally).run(generations);
    } catch (error) {
      throw new Error(`POWER_CUTS_SEED=${at} POWER_CUTS=${generations} shows it again`, { cause: error });
    }
  }
  console.log(JSON.stringify(tally));
  expect(tally.slowestMs).toBeLessThan(1000);
});
