/** Every order of some things. */
export function* permutations<T>(things: readonly T[]): Generator<readonly T[]> {
  if (things.length <= 1) yield things;
  else
    for (const [at, first] of things.entries())
      for (const rest of permutations(things.toSpliced(at, 1))) yield [first, ...rest];
}
