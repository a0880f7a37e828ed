/**
 * The rooms whose tests are tested by changing their sources: which sources are changed, and which tests have to notice,
 * the quickest first. They are the tests of the room itself; those that go through more than one room count for nothing.
 */
const readerFiles = [
  'header',
  'footer',
  'depth',
  'kinds',
  'fact-shape',
  'scan',
  'look',
  'chain',
  'examine',
  'read-facts',
  'read-through',
  'verify',
  'words',
  'line',
  'left-lines',
  'tails',
  'fact-parser',
  'usual-lines',
  'digits',
  'blocks',
];
/** In parts, each of which ends within some minutes: the laws of the views take seconds for each change that survives. */
const viewsParts = ['a-c', 'd-e', 'f-n', 'o-p', 'q-r', 's', 't', 'u-z'];
/** A test that is not named comes before those that are. */
const slowViews = ['sketch', 'snapshot-list', 'reader-laws', 'patch', 'timings', 'letting-go'];
const viewsTests = ['test/views/*.test.ts', ...slowViews.map((name) => `test/views/${name}.test.ts`)];
const views = viewsParts.map((part) => [`views-${part}`, { sources: [`src/views/[${part}]*.ts`], tests: viewsTests }]);

const inJournal = (names) => names.map((name) => `src/journal/${name}.ts`);
const testsOf = (names) => names.map((name) => `test/journal/${name}.test.ts`);

export const rooms = {
  model: { sources: ['src/model/*.ts'], tests: ['test/model/*.test.ts'] },
  rules: { sources: ['src/rules/*.ts'], tests: ['test/rules/*.test.ts'] },
  ...Object.fromEntries(views),
  reader: { sources: inJournal(readerFiles), tests: testsOf(readerFiles) },
  // Apart from its readers: what counts the bytes of a checksum makes everything that reads a journal slow.
  checksum: { sources: inJournal(['checksum']), tests: testsOf(['checksum']) },
};

/** The room that the environment names; `run.mjs` sets it, for Stryker starts processes of its own. */
export const room = process.env.MUTATION_ROOM ?? 'model';
