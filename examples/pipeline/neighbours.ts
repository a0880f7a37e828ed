import type { Samples } from './samples.ts';

/** What the nearest samples come to on average. */
export function nearest({ inputs, targets }: Samples, input: readonly number[], count: number): number {
  const ranked = inputs.map((other, at) => ({ far: distance(input, other), target: targets[at] ?? 0 }));
  const near = ranked.sort((a, b) => a.far - b.far).slice(0, count);
  return near.reduce((sum, { target }) => sum + target, 0) / near.length;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + (value - (b[at] ?? 0)) ** 2, 0);
}
