import { describe, expect, it } from 'vitest';
import { encode } from '../../src/codec/encode.ts';
import { createRedactor } from '../../src/codec/redact.ts';
import { lookAlikes } from '../fixtures/privacy/look-alikes.ts';
import { secrets } from '../fixtures/privacy/secrets.ts';
import { Random } from '../support/random.ts';

/** The rules were written with seeds from 1 to 20 only. */
const heldOut = 20_261_120;
const count = 500;

const redact = createRedactor();
const recorded = (value: unknown) => JSON.stringify(encode(value, { redact }).value);
const written = (secret: string) => JSON.stringify(secret).slice(1, -1);

const leaksOf = (seed: number) =>
  secrets(new Random(seed), count).filter(({ value, secret }) => recorded(value).includes(written(secret)));
const falseAlarmsOf = (seed: number) =>
  lookAlikes(new Random(seed), count).filter(({ value }) => recorded(value) !== JSON.stringify(encode(value).value));

describe('of values that were not seen while the rules were written', () => {
  it('at least 99 % of the secrets are masked', () => {
    const leaks = leaksOf(heldOut);
    console.info(`secrets masked: ${count - leaks.length} of ${count}`);
    expect(leaks.length / count, JSON.stringify(leaks.slice(0, 5))).toBeLessThanOrEqual(0.01);
  });

  it('at most 1 % of the look-alikes are masked', () => {
    const alarms = falseAlarmsOf(heldOut);
    console.info(`look-alikes masked: ${alarms.length} of ${count}`);
    expect(alarms.length / count, JSON.stringify(alarms.slice(0, 5))).toBeLessThanOrEqual(0.01);
  });
});
