import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { golden, outputOf, root } from '../support/examples.ts';
import { readme, readmeFile, withExamples } from '../support/readme-examples.ts';

const small = readdirSync(`${root}examples`)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));

/** `UPDATE=1 npx vitest run test/examples` takes what they print now, into the README too. */
afterAll(() => {
  if (process.env['UPDATE']) writeFileSync(readmeFile, withExamples(readme()));
});

describe('an example prints what it printed before', () => {
  test.each([...small, 'pipeline'])('%s', async (name) => {
    const output = await outputOf(name);
    expect(output).toBe(golden(name, output));
  });
});

test.each(small)('%s is short', (name) => {
  expect(readFileSync(`${root}examples/${name}.ts`, 'utf8').split('\n').length - 1).toBeLessThanOrEqual(40);
});

test('the files of the pipeline are short', () => {
  const files = readdirSync(`${root}examples/pipeline`, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    expect(readFileSync(`${root}examples/pipeline/${file}`, 'utf8').split('\n').length, file).toBeLessThan(100);
  }
});
