import { describe, expectTypeOf, it } from 'vitest';
import type { Fact, FactType } from 'worktrail';
import { factSchema } from 'worktrail/journal';
import type * as z from 'zod';

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
type Parsed = DeepReadonly<z.infer<typeof factSchema>>;
type FieldsOf<F> = { [T in FactType]: keyof Extract<F, { readonly type: T }> };

describe('the types of facts', () => {
  it('are those of the schema, field by field', () => {
    expectTypeOf<FieldsOf<Parsed>>().toEqualTypeOf<FieldsOf<Fact>>();
    expectTypeOf<Parsed>().toExtend<Fact>();
    expectTypeOf<Fact>().toExtend<Parsed>();
    expectTypeOf(factSchema.parse({})).toExtend<Fact>();
    // @ts-expect-error a field that is missing
    expectTypeOf<Omit<Parsed, 'seq'>>().toExtend<Fact>();
  });
});
