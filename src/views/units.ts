import type { TimeUnit } from '../model/timing.ts';

const msPer: Readonly<Record<TimeUnit, number>> = {
  ms: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

/** Milliseconds in another unit. */
export function inUnit(ms: number, unit: TimeUnit): number {
  return toNanoseconds(ms) / msPer[unit];
}

/** Clocks tell no more than nanoseconds; what is behind that comes of adding and subtracting fractions. */
export function toNanoseconds(ms: number): number {
  return Math.round(ms * 1e6) / 1e6;
}
