import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pointerTo, tokensOf } from '../../src/views/pointer.ts';

it('the root is the empty pointer', () => {
  expect(tokensOf('')).toEqual([]);
  expect(tokensOf('/')).toEqual(['']);
});

it('tokens come back from a pointer as they went in', () => {
  const token = fc.oneof(fc.string(), fc.constantFrom('~1', '~0', '/', '~', '~01', ''));
  const law = fc.property(fc.array(token), (tokens) => {
    expect(tokensOf(tokens.reduce<string>(pointerTo, ''))).toEqual(tokens);
  });
  fc.assert(law);
});
