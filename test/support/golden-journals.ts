import type { FileJournal } from '../../src/journal/file-journal.ts';
import { sealedLine } from '../../src/journal/line.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { testTracker } from '../../src/testing.ts';
import { SimMachine } from './sim-journal.ts';

export type GoldenFiles = ReadonlyMap<string, Buffer>;

/**
 * How the journals under test/journal/fixtures came into being. Each of them was made once, by the version that was current
 * then, and is read for ever; a maker says how another one of its kind would be made today.
 */
export const goldenJournals: Readonly<Record<string, () => Promise<GoldenFiles>>> = {
  'version-1-small': async () => {
    const machine = eager();
    const journal = machine.open({ durability: 'os' });
    await someLife(journal);
    await journal.close();
    return filesOf(machine);
  },
  'version-1-rotated': async () => {
    const machine = eager();
    const journal = machine.open({ durability: 'os', segmentBytes: 1200 });
    await someLife(journal);
    await journal.close();
    return filesOf(machine);
  },
  'version-1-checkpoint': async () => {
    const machine = eager();
    const journal = machine.open({ durability: 'os', segmentBytes: 2400 });
    const last = await someLife(journal);
    await journal.checkpoint(last - 5, { kept: { tasks: 3, names: ['load', 'save'] } });
    await journal.close();
    return filesOf(machine);
  },
  'version-1-torn': async () => {
    const machine = eager();
    await someLife(machine.open({ durability: 'os' }));
    return edited(filesOf(machine), (bytes) => bytes.subarray(0, bytes.length - 25));
  },
  'version-1-two-owners': async () => {
    const machine = eager();
    await someLife(machine.open({ durability: 'os' }));
    machine.kill();
    await someLife(machine.open({ durability: 'os' }));
    return filesOf(machine);
  },
  'version-1-newer-minor': async () => {
    const machine = eager();
    await someLife(machine.open({ durability: 'os' }));
    return edited(filesOf(machine), ofNewerMinor);
  },
};

function eager(): SimMachine {
  const machine = new SimMachine(7);
  machine.disk.eager = true;
  return machine;
}

function filesOf({ disk }: SimMachine): GoldenFiles {
  return new Map(disk.names().map((name) => [name, disk.content(name) as Buffer]));
}

function edited(files: GoldenFiles, edit: (bytes: Buffer) => Buffer): GoldenFiles {
  return new Map([...files].map(([name, bytes]) => [name, edit(bytes)]));
}

/** A bit of everything that a tracker records. @returns the newest fact */
async function someLife(journal: FileJournal): Promise<number> {
  const { tracker, clock } = testTracker({ journal: ofNobody(journal), openTasks: 'allow' });
  const load = tracker.track('load', (file: string) => ({ file, at: new Date(0), big: 5n }), { resumable: true });
  await load('a.csv');
  const flaky = tracker.track('flaky', () => Promise.reject(new TypeError('no such host')), {
    retries: { times: 1, delay: 100 },
  });
  const failing = flaky.start();
  await clock.advance(100);
  await failing.settled();
  await journal.flush();
  const task = tracker.task('drive', { metadata: { by: 'hand', ümlaut: '✓' }, tags: ['golden'] });
  task.start();
  task.observe('table', { rows: 1, columns: ['a'] });
  task.observe('table', { rows: 2, columns: ['a', 'b'] });
  task.reportProgress(1, 2);
  task.time('parse').end();
  tracker.task('inner', { parent: task }).start();
  tracker.task('inner', { parent: task });
  await journal.flush();
  task.note('half way', { of: 2 });
  tracker.work('drive').setMetadata({ team: 'data' });
  task.pause({ reason: 'approval', message: 'Ann has to look' });
  await clock.advance(250);
  task.start();
  tracker.cancel({ name: 'inner' }, 'not needed');
  await journal.flush();
  return [...journal.read()].at(-1)?.seq ?? 0;
}

/** Without what tells of the machine that made it. */
function ofNobody(journal: Journal): Journal {
  const owner = { host: 'golden', pid: 1 };
  const without = (fact: Fact): Fact => {
    if ('owner' in fact) return { ...fact, owner };
    const isFailed = fact.type === 'stage_changed' && fact.error !== undefined;
    return isFailed ? { ...fact, error: { ...fact.error, stack: 'at golden' } } : fact;
  };
  return {
    append: (facts) => journal.append(facts.map(without)),
    read: (since) => journal.read(since),
    flush: () => journal.flush(),
    close: () => journal.close(),
    ...(journal.recovery && { recovery: journal.recovery }),
  };
}

/** What a later minor version may write: more in a header, fields that are new, facts of types that are new. */
function ofNewerMinor(bytes: Buffer): Buffer {
  const [first = '', ...rest] = bytes.toString().trimEnd().split('\n');
  const header = unsealed(first);
  const { seed } = header as { seed: number };
  const lines = rest.map((line) => unsealed(line));
  lines[2] = { ...lines[2], mood: 'new', detail: { depth: 1 } };
  const of = (seq: number, more: object) => ({ seq, timestamp: 1_700_000_000_000, mono: 9, ...more });
  const taskId = lines[0]?.['taskId'];
  const later = lines.length;
  lines.push(of(later + 1, { taskId, type: 'moon_landed', crew: ['Ann', 'Ben'] }));
  lines.push(of(later + 2, { type: 'tide_turned', height: 1.5 }));
  lines.push(of(later + 3, { taskId: 'of-no-task', type: 'schedule_fired', line: '*/5 * * * *' }));
  const headed = sealedLine({ ...header, minor: 1, dialect: 'later' }, 0);
  return Buffer.concat([headed, ...lines.map((line) => sealedLine(line, seed))]);
}

/** What a line says, without its seal and its watermark. */
function unsealed(line: string): Record<string, unknown> {
  const { crc, y, ...said } = JSON.parse(line) as Record<string, unknown>;
  void [crc, y];
  return said;
}
