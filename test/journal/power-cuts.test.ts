import { expect, test } from 'vitest';
import { JournalError } from '../../src/model/errors.ts';
import { tellFigures } from '../support/figures.ts';
import { noTally, PowerCuts, type Tally } from '../support/power-cuts.ts';
import { Random } from '../support/random.ts';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import { SimMachine } from '../support/sim-journal.ts';

/** How many; `npm run durable` asks for 50,000. */
const cuts = Number(process.env['POWER_CUTS'] ?? 500);
const seed = Number(process.env['POWER_CUTS_SEED'] ?? 1);
const generations = 4;

/** Of what was not synced, nothing survives. */
const merciless = Object.assign(new Random(1), {
  below: () => 1,
  chance: () => false,
  pick: <T>(values: readonly T[]) => values[0] as T,
});

test(`${cuts} power cuts lose nothing durable, let no garbage in, and refuse no journal`, {
  timeout: 1_200_000,
}, async () => {
  const tally = noTally();
  try {
    for (let at = seed; tally.cuts < cuts; at++) await surviving(at, tally);
  } finally {
    tellFigures('power cuts', tally);
  }
  expect(tally.slowestMs).toBeLessThan(1000);
});

async function surviving(at: number, tally: Tally): Promise<void> {
  try {
    await new PowerCuts(at, tally).run(generations);
  } catch (error) {
    throw new Error(`POWER_CUTS_SEED=${at} POWER_CUTS=${generations} shows it again`, { cause: error });
  }
}

test('what was flushed stands under names that no power cut takes', async () => {
  const machine = new SimMachine();
  machine.disk.eager = true;
  const journal = machine.open({ durability: 'os', segmentBytes: 400 });
  for (let seq = 1; seq <= 6; seq++) {
    journal.append([factAt(seq)]);
    await journal.flush();
  }
  expect(machine.disk.names().length).toBeGreaterThan(2);
  machine.disk.cutPower(merciless);
  machine.next();
  expect([...machine.open().read()]).toEqual(factsBetween(1, 6));
});

test('an owner that died before its name was on stable storage leaves no hole behind', () => {
  for (let at = 1; at <= 200; at++) {
    const machine = new SimMachine(at);
    machine.open({ durability: 'os' }).append(factsBetween(1, 3));
    machine.kill();
    dieAfterLink(machine, () => machine.disk.kill());
    dieAfterLink(machine, () => machine.disk.cutPower(new Random(at)));
    expect([...machine.open().read()], `seed ${at}`).toEqual(factsBetween(1, 3));
  }
});

/** A new owner ends when its segment has a name, and that is not on stable storage yet. */
function dieAfterLink(machine: SimMachine, die: () => void): void {
  const { files } = machine.means;
  const link = (from: string, to: string) => {
    files.link(from, to);
    die();
  };
  expect(() => machine.open({ files: { ...files, link } })).toThrow(JournalError);
  machine.next();
}
