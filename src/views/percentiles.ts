/**
 * The nearest-rank percentile: the smallest of the values that at least `percent` of a hundred are not above. It is
 * always one of the values; 0 of none.
 * @param sorted in ascending order
 * @param percent above 0, up to 100
 */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? 0;
}
