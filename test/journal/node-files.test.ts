import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fileJournal } from '../../src/journal/file-journal.ts';
import { JournalError } from '../../src/model/errors.ts';
import { verify } from '../../src/journal/verify.ts';
import { machineOwners } from '../../src/journal/owner.ts';
import { factAt } from '../support/sample-facts.ts';
import { temporaryDirectories } from '../support/temporary.ts';

const newDirectory = temporaryDirectories();
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('files can be read and written by their owner alone, directories entered', async () => {
  const directory = `${newDirectory()}/a/b`;
  const journal = fileJournal(directory);
  journal.append([factAt(1)]);
  await journal.checkpoint(1, {});
  await journal.close();
  expect([modeOf(directory), modeOf(`${directory}/..`)]).toEqual(['700', '700']);
  expect(modeOf(`${directory}/00000001.jsonl`)).toBe('600');
  expect(modeOf(`${directory}/checkpoint.json`)).toBe('600');
});

test('nothing is left beside the segments', async () => {
  const directory = newDirectory();
  await fileJournal(directory).close();
  expect(existsSync(`${directory}/00000001.jsonl`)).toBe(true);
  writeFileSync(`${directory}/00000002.jsonl.5.tmp`, 'begun by somebody who died');
  await fileJournal(directory).close();
  expect(existsSync(`${directory}/00000002.jsonl.5.tmp`)).toBe(false);
});

describe('what does not belong in the directory of a journal', () => {
  test.each(['a link', 'a directory'])('%s in place of a segment is refused', (what) => {
    const directory = newDirectory();
    writeFileSync(`${directory}/elsewhere`, 'precious');
    if (what === 'a link') symlinkSync(`${directory}/elsewhere`, `${directory}/00000001.jsonl`);
    else mkdirSync(`${directory}/00000001.jsonl`);
    expect(() => fileJournal(directory)).toThrow(expect.objectContaining({ code: 'format' }));
    expect(readFileSync(`${directory}/elsewhere`, 'utf8')).toBe('precious');
  });

  test('a link in place of the checkpoint is not followed', async () => {
    const directory = newDirectory();
    await fileJournal(directory).close();
    symlinkSync('/etc/hostname', `${directory}/checkpoint.json`);
    expect(fileJournal(directory).restore()).toBeUndefined();
  });

  test('other files are left alone', async () => {
    const directory = newDirectory();
    for (const name of ['notes.txt', '1.jsonl', '00000001.jsonl.bak', '../x.jsonl'])
      writeFileSync(`${directory}/${name.replace('../', '')}`, 'mine');
    await fileJournal(directory).close();
    expect(readFileSync(`${directory}/1.jsonl`, 'utf8')).toBe('mine');
    expect(verify(directory)).toMatchObject({ verdict: 'clean', segments: [{ file: '00000001.jsonl' }] });
  });

  test('a file in place of the directory is refused', () => {
    const directory = `${newDirectory()}/file`;
    writeFileSync(directory, '');
    expect(() => fileJournal(directory)).toThrow(JournalError);
    expect(() => verify(directory)).toThrow(JournalError);
  });

  test('a directory without rights is refused', () => {
    const directory = newDirectory();
    chmodSync(directory, 0o500);
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) expect(() => fileJournal(directory)).toThrow(expect.objectContaining({ code: 'io' }));
    chmodSync(directory, 0o700);
  });
});

describe('the processes of this machine', () => {
  const self = machineOwners.self();

  test('this one lives', () => {
    expect(self.pid).toBe(process.pid);
    expect(machineOwners.look(self)).toBe('alive');
  });

  test('one that is not there is dead, and so is one that began at another time', () => {
    expect(machineOwners.look({ ...self, pid: 2 ** 22 + 1 })).toBe('dead');
    if (self.start !== undefined) expect(machineOwners.look({ ...self, start: '1' })).toBe('dead');
  });

  test('one of an earlier run of the machine is dead', () => {
    if (self.boot !== undefined) expect(machineOwners.look({ ...self, boot: 'earlier' })).toBe('dead');
  });

  test('one of another host is unknown', () => {
    expect(machineOwners.look({ ...self, host: 'elsewhere' })).toBe('unknown');
  });

  test('one that tells no start is taken for the one with its pid', () => {
    expect(machineOwners.look({ host: self.host, pid: self.pid })).toBe('alive');
    expect(machineOwners.look({ host: self.host, pid: 1 })).toBe('alive');
  });
});
