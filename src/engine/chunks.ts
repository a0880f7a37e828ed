/**
 * How growing tables of numbers are cut into chunks.
 *
 * 1. The first chunk starts small and doubles; the others have the full size, so that growing never copies the past.
 * 2. What is not there reads as 0.
 */
const bits = 12;
const firstSize = 64;
/** How many places a chunk has. */
export const chunkSize = 1 << bits;

/** The chunk that a place is in. */
export const chunkOf = (index: number): number => index >>> bits;
/** Where in its chunk a place is. */
export const offsetIn = (index: number): number => index & ((1 << bits) - 1);

/** How many places the chunk of this number has, given how many it has now. */
export function sizeOf(chunk: number, sizeNow: number): number {
  if (chunk > 0) return 1 << bits;
  return sizeNow === 0 ? firstSize : sizeNow * 2;
}
