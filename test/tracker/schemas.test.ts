import { expect, test } from 'vitest';
import type { StandardSchemaV1 } from '../../src/model/standard-schema.ts';
import { judged, validateNow } from '../../src/tracker/schemas.ts';

type Answer = StandardSchemaV1.Result<unknown>;

/** A schema that answers so. */
function schema(answer: Answer | Promise<Answer>): StandardSchemaV1 {
  return { '~standard': { version: 1, vendor: 'test', validate: () => answer } };
}

async function verdict(of: StandardSchemaV1 | undefined): Promise<unknown> {
  return await new Promise((resolve) => judged(of, 5, () => resolve('fits'), resolve));
}

test('what a schema makes of a value is taken', () => {
  expect(validateNow(schema({ value: 6 }), 5, 'metadata')).toBe(6);
});

test.each([
  [
    { message: 'too small', path: ['a', { key: 0 }] },
    'metadata.a.0 does not fit its schema: too small.',
    'metadata.a.0',
  ],
  [{ message: 'too small' }, 'metadata does not fit its schema: too small.', 'metadata'],
])('a refusal is told with its place: %j', (issue, message, path) => {
  const refusing = schema({ issues: [issue] });
  expect(() => validateNow(refusing, 5, 'metadata')).toThrow(
    expect.objectContaining({ code: 'schema', message, path }),
  );
});

test('a refusal without a word is one', () => {
  expect(() => validateNow(schema({ issues: [] }), 5, 'metadata')).toThrow(
    'metadata does not fit its schema: refused.',
  );
});

test('nobody waits for a schema where the answer is needed at once', () => {
  const late = schema(Promise.resolve({ value: 5 }));
  expect(() => validateNow(late, 5, 'metadata')).toThrow(expect.objectContaining({ code: 'async_schema' }));
});

test('a result is judged at once or later, as its schema answers', async () => {
  expect(await verdict(undefined)).toBe('fits');
  expect(await verdict(schema({ value: 5 }))).toBe('fits');
  expect(await verdict(schema(Promise.resolve({ value: 5 })))).toBe('fits');
  const issues = [{ message: 'no' }];
  for (const refusing of [schema({ issues }), schema(Promise.resolve({ issues }))]) {
    expect(await verdict(refusing)).toMatchObject({ code: 'schema', message: 'result does not fit its schema: no.' });
  }
});
