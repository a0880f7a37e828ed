/** Values of which the one of a rank is known, in ascending order. */
interface Ranked {
  readonly count: number;
  atRank(rank: number): number | undefined;
}

/**
 * The nearest-rank percentile: the smallest of the values that at least `percent` of a hundred are not above. It is
 * always one of the values; 0 of none.
 * @param percent above 0, up to 100
 */
export function percentile(values: Ranked, percent: number): number {
  return values.atRank(Math.ceil((percent * values.count) / 100)) ?? 0;
}
