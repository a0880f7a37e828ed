/** Values in ascending order, by rank. */
export function ranked(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return { count: sorted.length, atRank: (rank: number) => sorted[rank - 1] };
}
