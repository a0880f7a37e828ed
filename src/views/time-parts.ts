/** The parts of the time that an attempt took, milliseconds. They add up to its total. */
export interface TimeParts {
  waited: number;
  ran: number;
  paused: number;
  retryDelay: number;
  interrupted: number;
  /** True where wall clocks had to stand in for the monotonic one. */
  estimated: boolean;
}
export type TimePart = Exclude<keyof TimeParts, 'estimated'>;

/** One reading of both clocks. Monotonic ones compare within one owner only. */
export interface Moment {
  readonly mono: number;
  readonly wall: number;
  readonly owner: number;
}

/** A stretch of time that counts as one part of something; without a part it counts nowhere. */
export interface Stretch {
  readonly part?: TimePart;
  readonly into: TimeParts;
  readonly from: Moment;
}

/** It equals no owner, not even itself: from or to such a moment only wall clocks can tell. */
export const unknownOwner = Number.NaN;

export function noTime(): TimeParts {
  return { waited: 0, ran: 0, paused: 0, retryDelay: 0, interrupted: 0, estimated: false };
}

/** The time between two moments, by the monotonic clock where it can tell; never below 0. */
export function between(from: Moment, to: Moment): { readonly ms: number; readonly estimated: boolean } {
  const estimated = from.owner !== to.owner;
  return { ms: Math.max(0, estimated ? to.wall - from.wall : to.mono - from.mono), estimated };
}

/** Adds the length of a stretch to `parts`, by default to those that it belongs to. */
export function addStretch({ part, into, from }: Stretch, until: Moment, parts: TimeParts = into): void {
  if (part === undefined) return;
  const { ms, estimated } = between(from, until);
  parts[part] += ms;
  parts.estimated ||= estimated;
}
