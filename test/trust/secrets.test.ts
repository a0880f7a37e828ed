import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import type { JournalError } from '../../src/model/errors.ts';
import { Tracker } from '../../src/tracker/tracker.ts';
import { Markers } from '../fixtures/privacy/markers.ts';
import { compiledSources } from '../support/compiled.ts';
import { Random } from '../support/random.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const sources = compiledSources(['model', 'ports', 'codec', 'rules', 'views', 'engine', 'journal', 'tracker']);
const newDirectory = temporaryDirectories();

/** Everything that a tracker shows, and leaves on the disk, of a process with plain words in its surroundings. */
function shown(options: string): string {
  const directory = newDirectory();
  const code = `
    import { inspect } from 'node:util';
    import { Tracker } from '${sources}tracker/tracker.js';
    const tracker = await Tracker.open(process.env.DIRECTORY, ${options});
    await tracker.track('load', async () => ({ rows: 1 }))();
    const task = tracker.task('hand', { parameters: { a: 1 } });
    const all = (value) => inspect(value, { depth: 9, getters: true, showHidden: true });
    console.log(all([tracker, tracker.list(), tracker.list().map((task) => task.description), tracker.health(), tracker.summary()]));
    console.log(JSON.stringify([...tracker.facts()]), JSON.stringify(tracker.list()));
    await tracker.close();
  `;
  const args = ['--input-type=module', '-e', code, '--', '--canary-in-argv=plainword1', 'plainword2'];
  const env = {
    PATH: process.env['PATH'],
    DIRECTORY: directory,
    SURROUNDINGS: 'plainword3',
    NAMED: 'plainword4',
    HOME: '/plainword5',
  };
  const output = execFileSync(process.execPath, args, { env, encoding: 'utf8' });
  return (
    output +
    readdirSync(directory)
      .map((name) => readFileSync(`${directory}/${name}`, 'utf8'))
      .join('\n')
  );
}

describe('of the surroundings of a process', () => {
  it('nothing is captured', () => {
    const text = shown('{}');
    expect(text.length).toBeGreaterThan(1000);
    expect(text).not.toMatch(/plainword|SURROUNDINGS|NAMED/);
  });

  it('only that is captured which is named', () => {
    const text = shown("{ environment: { allow: ['NAMED', 'ABSENT'] } }");
    expect(text).toContain('plainword4');
    expect(text).not.toMatch(/plainword[1235]|SURROUNDINGS/);
  });
});

describe('what fails inside of a tracker, or in what it was given', () => {
  const markers = new Markers(new Random(7));
  const found = (text: string) => markers.all.filter((marker) => text.includes(marker));

  it('is told without secrets: listeners, ports, and what they reject with', async () => {
    const warnings: unknown[] = [];
    vi.spyOn(process, 'emitWarning').mockImplementation((...args: unknown[]) => void warnings.push(args));
    const thrown = [
      markers.error(),
      markers.text(),
      { token: markers.bare() },
      Object.create(null),
      Symbol(markers.name()),
    ];
    for (const error of thrown) {
      const createId = () => {
        throw error;
      };
      const tracker = new Tracker({ createId });
      expect(await tracker.track('load', () => 1)()).toBe(1);
      const heard = new Tracker();
      heard.events.on('transition', () => {
        throw error;
      });
      const rejects = (): unknown => Promise.reject(error);
      heard.events.on('stage:running', rejects);
      expect(await heard.track('load', () => 1)()).toBe(1);
      warnings.push(tracker.health(), heard.health());
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings.length).toBeGreaterThanOrEqual(thrown.length * 4);
    expect(found(inspect(warnings, { depth: 9 }))).toEqual([]);
  });

  it('of a journal: the message of the error, the event and health() are without secrets', async () => {
    const kept = memoryJournal();
    const fails = () => {
      throw markers.error();
    };
    const tracker = new Tracker({
      journal: { ...kept, append: fails, read: () => [], flush: fails, close: () => kept.close() },
    });
    const told: unknown[] = [];
    tracker.events.on('journalError', (event) => {
      const { message, code, fix } = event.error as JournalError;
      told.push(message, code, fix);
    });
    expect(() => tracker.task('load')).toThrow(expect.objectContaining({ name: 'JournalError' }));
    try {
      tracker.task('load');
    } catch (error) {
      told.push((error as Error).message, String(error));
    }
    expect(found(inspect([told, tracker.health()], { depth: 9 }))).toEqual([]);
    expect(tracker.health()).toMatchObject({ journal: 'failing', lastError: { name: 'JournalError' } });
  });
});
