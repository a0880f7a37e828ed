import type { Json } from './json.ts';

/** What a host says of its tasks, where no schema tells more. `undefined` lets the optional fields of a schema fit in. */
export interface Metadata {
  readonly [key: string]: Json | undefined;
}

/** Metadata as it is given: JSON, so that a field has a value or is not there. */
export type Given<M> = { readonly [K in keyof M]: Exclude<M[K], undefined> };
