import { TrackerError } from '../model/errors.ts';

export interface GoldenOptions {
  /** Writes the text instead of comparing it. Default: whether the environment variable `UPDATE` is set, to other than 0. */
  readonly update?: boolean;
}

/**
 * Compares a text with the file that keeps it, or writes that file anew when the tests are run with `UPDATE=1`. A file
 * that is not there is written only then, too, so that a new one is looked at before it is believed.
 * @param file a path, or a URL such as `new URL('golden/load.txt', import.meta.url)`
 * @throws TrackerError (`golden`) with `expected` and `actual`, of which runners show the difference
 *
 * @example
 * await toGolden(record(tracker), new URL('golden/load.txt', import.meta.url));
 */
export async function toGolden(text: string, file: string | URL, options: GoldenOptions = {}): Promise<void> {
  const { update = isUpdate() } = options;
  const files = await import('node:fs/promises');
  if (update) return await files.writeFile(file, text);
  const kept = await files.readFile(file, 'utf8').catch(() => undefined);
  const expected = kept?.replaceAll('\r\n', '\n');
  if (expected !== text) throw differs(file, expected, text);
}

function isUpdate(): boolean {
  const flag = globalThis.process?.env['UPDATE'];
  return flag !== undefined && flag !== '' && flag !== '0';
}

function differs(file: string | URL, expected: string | undefined, actual: string): TrackerError {
  const was =
    expected === undefined
      ? 'There is no golden file'
      : `The text is not that of the golden file, from ${firstDifference(expected, actual)} on`;
  const fix = 'Run the tests with UPDATE=1 to write it, and look at what changed.';
  const error = new TrackerError('golden', `${was}: ${String(file)}\n${fix}`, fix);
  return Object.assign(error, { expected: expected ?? '', actual, showDiff: true });
}

function firstDifference(expected: string, actual: string): string {
  const [one, other] = [expected.split('\n'), actual.split('\n')];
  const at = one.findIndex((line, n) => line !== other[n]);
  const line = at < 0 ? one.length : at;
  return `line ${line + 1} (“${one[line] ?? ''}”, now “${other[line] ?? ''}”)`;
}
