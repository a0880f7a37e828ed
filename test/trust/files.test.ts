import { spawn } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { good, header } from '../fixtures/hostile/forge.ts';
import { hostileJournals } from '../fixtures/hostile/journals.ts';
import { compiledSources } from '../support/compiled.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const sources = compiledSources(['model', 'ports', 'codec', 'rules', 'views', 'engine', 'journal', 'tracker']);
const visitor = fileURLToPath(new URL('../fixtures/hostile/visit.mjs', import.meta.url));
const newDirectory = temporaryDirectories();
/** Nothing is forbidden to the user `root`. */
const isRoot = process.getuid?.() === 0;
const cases = Object.entries(hostileJournals).filter(([name]) => !isRoot || !name.includes('nobody may read'));

interface Outcome {
  readonly came?: unknown;
  readonly name?: string;
  readonly message?: string;
}
interface Visit {
  readonly outcomes: readonly Outcome[];
  readonly end: { readonly megabytes: number; readonly polluted?: unknown };
}

/** Every hostile journal, each with a folder beside it that must not be touched. */
function hostileDirectories(): { readonly directories: readonly string[]; readonly outside: string } {
  const base = newDirectory();
  const outside = `${base}/outside`;
  mkdirSync(outside);
  for (const name of ['precious', '00000002.jsonl', 'checkpoint.json']) writeFileSync(`${outside}/${name}`, 'precious');
  writeFileSync(`${outside}/00000001.jsonl`, Buffer.concat([header(), ...good]));
  const directories = cases.map(([, { make }], index) => {
    const directory = `${base}/${index}`;
    mkdirSync(directory);
    make(directory, outside);
    return directory;
  });
  return { directories, outside };
}

/** What stands in a folder, and when it was touched. */
function state(folder: string): readonly unknown[] {
  return readdirSync(folder).map((name) => {
    const { ino, mode, size, mtimeMs, ctimeMs, nlink } = lstatSync(`${folder}/${name}`);
    return [name, ino, mode, size, mtimeMs, ctimeMs, nlink];
  });
}

function visit(what: 'verify' | 'open' | 'repair', directories: readonly string[]): Promise<Visit> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--unhandled-rejections=strict', visitor, what, sources], {
      stdio: ['pipe', 'pipe', 'inherit'],
      timeout: 120_000,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.on('close', (code, signal) => {
      if (code !== 0)
        return reject(new Error(`${what} ended with ${code ?? signal} after ${output.split('\n').length} journals`));
      const lines = output
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text) as unknown);
      resolve({ outcomes: lines.slice(0, -1) as Outcome[], end: lines.at(-1) as Visit['end'] });
    });
    child.stdin.end(directories.join('\n'));
  });
}

/** Makes everything removable again. */
function open(directories: readonly string[]): void {
  for (const directory of directories) if (lstatSync(directory).isDirectory()) chmodSync(directory, 0o700);
}

describe('a hostile journal', { timeout: 180_000 }, () => {
  it.each(['verify', 'open', 'repair'] as const)('harms nobody: %s', async (what) => {
    const { directories, outside } = hostileDirectories();
    const before = state(outside);
    const { outcomes, end } = await visit(what, directories);
    open(directories);
    const odd = outcomes.filter(({ name }) => name !== undefined && name !== 'JournalError');
    expect(odd).toEqual([]);
    expect(outcomes).toHaveLength(cases.length);
    if (what !== 'repair') {
      const wanted = cases.map(([name, hostile]) => [name, hostile[what]]);
      expect(cases.map(([name], index) => [name, outcomes[index]?.came])).toEqual(wanted);
    }
    expect(state(outside)).toEqual(before);
    expect(end).toEqual({ megabytes: expect.any(Number) });
    expect(end.megabytes).toBeLessThan(200);
  });
});
