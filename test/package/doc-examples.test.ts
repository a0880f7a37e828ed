import { expect, test } from 'vitest';
import { blocksOf, complaintsAbout, examplesOf } from '../support/doc-examples.ts';

/** What is handed out stands in the preamble, so that an example need not import it. */
const handedOut = async (door: string, specifier: string) => {
  const names = Object.keys((await import(String(new URL(`../../dist/${door}.js`, import.meta.url)))) as object);
  return names.map((name) => `const ${name}: typeof import('${specifier}').${name};`).join('\n');
};

/** What examples leave to their reader: functions and objects of one's own, and a test runner. */
const preamble = `
import type { Journal, Lifecycle, Task, Tracker as AnyTracker } from 'worktrail';
import type { Observer } from 'worktrail/testing';
declare global {
  ${await handedOut('index', 'worktrail')}
  ${await handedOut('journal', 'worktrail/journal')}
  ${await handedOut('testing', 'worktrail/testing')}
  ${await handedOut('testing-jest', 'worktrail/testing/jest')}
  const tracker: AnyTracker;
  const article: Lifecycle;
  function loadFile(file: string): Promise<readonly string[]>;
  function flaky(): Promise<string>;
  function myJournal(): Journal;
  class MyExporter implements Observer { told: Observer['told'] }
  class Desk { constructor(tracker: AnyTracker); bringTo(stage: string): Promise<void>; readonly task: Task }
  function test(name: string, body: () => unknown): void;
  const expect: { (value: unknown): { toEqual(other: unknown): void }; extend(matchers: object): void };
}
`;
const runner = `declare module '@jest/globals' {
  export function afterEach(body: () => Promise<void>): void;
  export const expect: { extend(matchers: object): void };
}`;

const examples = [
  ...examplesOf(['index', 'journal', 'testing', 'testing-vitest', 'testing-jest', 'testing-node']),
  ...blocksOf('README.md'),
  ...blocksOf('src/llms.txt'),
];

test('the examples of the docstrings and of the README are found', () => {
  const places = examples.map(({ place }) => place);
  expect(places).toEqual(expect.arrayContaining(['Tracker', 'fileJournal', 'testTracker', 'register']));
  expect(places.filter((place) => place.startsWith('README.md')).length).toBeGreaterThanOrEqual(6);
});

test('each of them compiles against the built package, and one that does not would be told of', () => {
  const wrong = { place: 'here', code: "tracker.tack('a', loadFile);" };
  const complaints = complaintsAbout([...examples, wrong], [preamble, runner]);
  expect(complaints).toEqual([expect.stringMatching(/^here: Property 'tack' does not/)]);
});
