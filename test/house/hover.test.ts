import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** What an editor shows to users, over the built declarations: `/*name*\/` marks the word that is pointed at. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const file = `${root}test/house/hover.ts`;
const program = `
import { Tracker } from 'worktrail';
interface Rows { count: number }
declare function loadFile(file: string, limit?: number): Promise<Rows>;
const tracker = new Tracker();
const load = tracker./*track*/track('load', loadFile, { key: (/*file*/file) => file });
const /*tracked*/again = load;
const task = load./*start*/start('a.csv');
const status = task./*status*/status();
const work = load.work./*workStatus*/status();
const failed = await task./*until*/until('failed');
task./*transition*/transition('running', 'succeeded', { result: { count: 1 } });
tracker.events.on('stage:failed', (/*event*/event) => event.to.error);
tracker.run('sum', (/*inside*/inside) => 3);
for (const /*fact*/fact of tracker.facts()) void fact;
task.transition('paused', '/*to*/');
tracker.events.on('/*key*/', () => undefined);
`;

const service = ts.createLanguageService({
  getCompilationSettings: () => ({
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    paths: { worktrail: [`${root}dist/index.d.ts`] },
  }),
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => ts.ScriptSnapshot.fromString(name === file ? program : readFileSync(name, 'utf8')),
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: ts.sys.readFile,
  readDirectory: ts.sys.readDirectory,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
});

const placeOf = (mark: string) => program.indexOf(`/*${mark}*/`) + mark.length + 4;
const shown = (mark: string) =>
  ts.displayPartsToString(service.getQuickInfoAtPosition(file, placeOf(mark))?.displayParts);
const completed = (mark: string) =>
  service.getCompletionsAtPosition(file, placeOf(mark), {})?.entries.map(({ name }) => name);

test.each([
  ['file', '(parameter) file: string'],
  ['tracked', 'Tracked<(file: string, limit?: number) => Promise<Rows>, "throw", DefaultLifecycle, Metadata>'],
  ['start', 'start(file: string, limit?: number | undefined): Task<Rows, DefaultLifecycle, Metadata>'],
  ['status', 'status(): TaskStatus<Rows, DefaultLifecycle>'],
  ['workStatus', 'status(): WorkStatus<Rows, DefaultLifecycle>'],
  ['until', 'Promise<ErrorStatus<"failed", "failure">>'],
  ['event', 'TransitionEvent<ErrorStatus<"failed", "failure">, DefaultLifecycle>'],
  ['inside', 'inside: Task<unknown, DefaultLifecycle, Metadata>'],
  ['fact', 'fact: Fact'],
])('an editor shows %s by its name', (mark, text) => {
  expect(shown(mark)).toContain(text);
});

test.each(['track', 'start', 'status', 'transition', 'event'])('an editor shows %s in a few lines', (mark) => {
  expect(shown(mark).split('\n').length).toBeLessThanOrEqual(3);
  expect(shown(mark).length).toBeLessThan(500);
});

test('an editor completes the target of a transition to where roads lead from its source', () => {
  const legal = ['cancelled', 'failed', 'interrupted', 'running', 'stopped', 'timed_out'];
  expect(completed('to')?.sort()).toEqual(legal);
});

test('an editor completes the names of events', () => {
  expect(completed('key')).toEqual(expect.arrayContaining(['transition', 'stage:failed', 'stage:timed_out', 'idle']));
});
