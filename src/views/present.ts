type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are known: what is not known yet is absent, not undefined. */
export function present<T extends object>(fields: T): Known<T> {
  const known: Known<T> = {};
  for (const field of Object.keys(fields) as (keyof T)[]) {
    const value = fields[field];
    if (value !== undefined) known[field] = value as Exclude<T[keyof T], undefined>;
  }
  return known;
}
