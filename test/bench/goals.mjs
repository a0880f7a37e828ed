/** A goal, what was measured, and whether it is met. */
export function atMost(goal, limit, measured, unit = 'x') {
  return { goal, asked: `<= ${limit} ${unit}`, measured, unit, met: measured <= limit };
}

export function atLeast(goal, limit, measured, unit = 'x') {
  return { goal, asked: `>= ${limit} ${unit}`, measured, unit, met: measured >= limit };
}

/** Rows of a table: each contestant's time, and how it compares with one of them. */
export function rowsOf(times, base, unit = 'ns') {
  return Object.entries(times).map(([contestant, time]) => ({
    contestant,
    [unit]: time,
    [`x ${base}`]: time / times[base],
  }));
}
