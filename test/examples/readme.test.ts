import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { golden, root } from '../support/examples.ts';
import { demoLines, namesIn, readme, withExamples } from '../support/readme-examples.ts';
import { asModule } from '../tools/quick-start.mjs';

/** What they print is checked against the golden files elsewhere. While those are updated, there is nothing to compare. */
test.skipIf(process.env['UPDATE'])(
  'the examples of the README are the files of examples, and print what their golden files say',
  () => {
    expect(namesIn(readme())).toHaveLength(5);
    expect(readme()).toBe(withExamples(readme()));
  },
);

test('the README shows lines of the demo, in their order', () => {
  const shown = demoLines(readme());
  const lines = golden('pipeline').split('\n');
  let from = 0;
  for (const line of shown) {
    const found = lines.findIndex((printed, at) => at >= from && printed.endsWith(line));
    expect(found, line).toBeGreaterThanOrEqual(0);
    from = found + 1;
  }
  expect(shown.length).toBeGreaterThan(5);
});

test('what the README links to in this project is there', () => {
  const links = Array.from(readme().matchAll(/\]\((?!https:)([^)]+)\)/g), ([, file = '']) => file);
  for (const file of links) expect(existsSync(root + file), file).toBe(true);
});

test('the first screen says what can be lost, and the two commands', () => {
  const screen = readme().split('\n').slice(0, 25).join('\n');
  for (const words of [
    'the death of the process costs nothing',
    'the last second',
    'npm ci && npm run demo',
    'npm ci && npm test',
  ]) {
    expect(screen.replaceAll('\n', ' ')).toContain(words.replaceAll('\n', ' '));
  }
});

/** Inside the project, where 'worktrail' is known by its name. */
function folderInside(): string {
  mkdirSync(`${root}.cache`, { recursive: true });
  const folder = mkdtempSync(`${root}.cache/quick-start-`);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the quick start runs as it stands, and its second run knows of the first', async () => {
  const cwd = folderInside();
  writeFileSync(`${cwd}/quick-start.mjs`, asModule());
  const run = () => promisify(execFile)(process.execPath, ['quick-start.mjs'], { cwd, timeout: 30_000 });
  expect((await run()).stdout).toContain('{ succeeded: 1, cancelled: 1 }');
  expect((await run()).stdout).toContain('{ succeeded: 2, cancelled: 2 }');
});
