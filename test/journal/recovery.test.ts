import { describe, expect, test } from 'vitest';
import { sealedLine } from '../../src/journal/line.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { FileJournal } from '../../src/journal/file-journal.ts';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import { SimMachine } from '../support/sim-journal.ts';

const first = '00000001.jsonl';

/** A machine whose only process has appended facts and died. */
function died(count: number, options: Parameters<SimMachine['open']>[0] = { durability: 'os' }): SimMachine {
  const machine = new SimMachine();
  const journal = machine.open(options);
  for (let seq = 1; seq <= count; seq++) journal.append([factAt(seq)]);
  machine.kill();
  return machine;
}

/** The same, with a watermark at half of the facts. */
async function diedAfterFlush(count: number): Promise<SimMachine> {
  const machine = new SimMachine();
  machine.disk.eager = true;
  const journal = machine.open({ durability: 'os' });
  journal.append(factsBetween(1, count / 2));
  await journal.flush();
  journal.append(factsBetween(count / 2 + 1, count));
  machine.kill();
  return machine;
}

function all(journal: FileJournal): readonly Fact[] {
  return [...journal.read()];
}

function edit(machine: SimMachine, name: string, change: (bytes: Buffer) => Uint8Array): void {
  machine.disk.put(name, change(Buffer.from(machine.disk.content(name) as Buffer)));
}

function linesOf(machine: SimMachine, name = first): readonly string[] {
  return (machine.disk.content(name) as Buffer).toString().split('\n');
}

describe('a new owner', () => {
  test('finds nothing in a new directory', () => {
    expect(new SimMachine().open().recovery).toEqual({
      verdict: 'new',
      facts: 0,
      last: 0,
      torn: false,
      lost: 0,
      clean: true,
      checkpoint: 'absent',
    });
  });

  test('finds all facts of a process that died, when it was seen last and who it was', () => {
    const machine = died(5);
    const journal = machine.open();
    expect(journal.recovery).toEqual({
      verdict: 'clean',
      facts: 5,
      last: 5,
      torn: false,
      lost: 0,
      clean: false,
      owner: { host: 'here', pid: 1 },
      lastSeenAt: factAt(5).timestamp,
      checkpoint: 'absent',
    });
    expect(all(journal)).toEqual(factsBetween(1, 5));
  });

  test('finds the journal closed where it was closed', async () => {
    const machine = new SimMachine();
    machine.disk.eager = true;
    const journal = machine.open();
    journal.append([factAt(1)]);
    await journal.close();
    expect(machine.open().recovery).toMatchObject({ verdict: 'clean', clean: true, facts: 1 });
  });

  test('that recovers a second time appends nothing', () => {
    const machine = died(5);
    for (let time = 0; time < 3; time++) {
      expect(all(machine.open())).toEqual(factsBetween(1, 5));
      machine.kill();
    }
    const files = machine.disk.names().filter((name) => name.endsWith('.jsonl'));
    expect(files.map((name) => linesOf(machine, name).length - 2)).toEqual([5, 0, 0, 0]);
  });

  test('goes on where the last one ended', () => {
    const machine = died(5);
    const journal = machine.open();
    expect(() => journal.append([factAt(5)])).toThrow('The fact 5 was given where 6 was due');
    journal.append([factAt(6)]);
    expect(all(journal)).toEqual(factsBetween(1, 6));
  });
});

describe('a torn end', () => {
  test('is cut, kept aside and reported', () => {
    const machine = died(5);
    const whole = machine.disk.content(first) as Buffer;
    edit(machine, first, (bytes) => bytes.subarray(0, bytes.length - 7));
    const journal = machine.open();
    expect(journal.recovery).toMatchObject({ verdict: 'torn', torn: true, facts: 4, lost: 0 });
    expect(all(journal)).toEqual(factsBetween(1, 4));
    const line = `${linesOf(machine, first).at(-2)}`;
    expect(JSON.parse(line)).toMatchObject({ seq: 4 });
    const cut = machine.disk.content(`${first}.torn`) as Buffer;
    expect(Buffer.concat([machine.disk.content(first) as Buffer, cut])).toEqual(whole.subarray(0, whole.length - 7));
  });

  test('counts as lost what is known to have been there', () => {
    const machine = died(6);
    edit(machine, first, (bytes) => bytes.fill(0, bytes.indexOf('{"seq":4') + 20, bytes.indexOf('{"seq":4') + 40));
    const journal = machine.open();
    expect(journal.recovery).toMatchObject({ verdict: 'torn', facts: 3, lost: 3 });
    journal.append([factAt(4, 'another')]);
    expect(all(journal)).toEqual([...factsBetween(1, 3), factAt(4, 'another')]);
  });

  test('is cut only once: the next owner finds a clean journal', () => {
    const machine = died(5);
    edit(machine, first, (bytes) => bytes.subarray(0, bytes.length - 7));
    machine.open();
    machine.kill();
    expect(machine.open().recovery).toMatchObject({ verdict: 'clean', facts: 4 });
    expect(machine.disk.names().filter((name) => name.endsWith('.torn'))).toHaveLength(1);
  });

  test('of a crash before the cut was carried out is no part of the journal, nor a fork', () => {
    const machine = died(6);
    edit(machine, first, (bytes) => bytes.fill(0, bytes.indexOf('{"seq":4'), bytes.indexOf('{"seq":5')));
    const before = machine.disk.content(first) as Buffer;
    machine.open();
    machine.kill();
    machine.disk.put(first, before);
    expect(machine.open().recovery).toMatchObject({ verdict: 'clean', facts: 3, lost: 0 });
  });

  test.each([1, 2, 3])(
    'is found at every byte: each prefix of journal %i opens with exactly its whole facts',
    { timeout: 60_000 },
    async (kind) => {
      const machine = await journalOfKind(kind);
      const name = machine.disk
        .names()
        .filter((each) => each.endsWith('.jsonl'))
        .at(-1) as string;
      const whole = Buffer.from(machine.disk.content(name) as Buffer);
      const before = machine.verify().segments.at(-1)?.first ?? 1;
      const [found, due]: [string[], string[]] = [[], []];
      for (let size = 0; size <= whole.length; size++) {
        const copy = new SimMachine(size);
        copy.pid = 100;
        for (const each of machine.disk.names()) copy.disk.put(each, machine.disk.content(each) as Buffer);
        copy.disk.put(name, whole.subarray(0, size));
        for (const pid of [1, 2]) copy.bury(pid);
        const lines = whole.subarray(0, size).toString('latin1').split('\n').slice(0, -1);
        const facts = before - 1 + lines.filter((line) => line.startsWith('{"seq"')).length;
        const opened = all(copy.open());
        found.push(`${size} bytes: ${opened.length} facts up to ${opened.at(-1)?.seq ?? 0}`);
        due.push(`${size} bytes: ${facts} facts up to ${facts}`);
      }
      expect(found).toEqual(due);
    },
  );
});

/** One segment; several segments; one that was closed. */
async function journalOfKind(kind: number): Promise<SimMachine> {
  const machine = kind === 3 ? new SimMachine() : died(kind === 1 ? 8 : 0);
  machine.disk.eager = true;
  if (kind === 1) return machine;
  const journal = machine.open({ durability: 'os', segmentBytes: kind === 2 ? 900 : 1e6 });
  for (let seq = 1; seq <= 12; seq += 2) {
    journal.append(factsBetween(seq, seq + 1));
    await journal.flush();
  }
  if (kind === 3) await journal.close();
  machine.kill();
  return machine;
}

describe('damage to what was promised', () => {
  test('is refused with file and offset, and nothing is written', async () => {
    const machine = await diedAfterFlush(10);
    const offset = (machine.disk.content(first) as Buffer).indexOf('{"seq":3');
    edit(machine, first, (bytes) => bytes.fill(120, offset + 30, offset + 32));
    const before = machine.disk.names().map((name) => [name, machine.disk.content(name)]);
    expect(() => machine.open()).toThrow(
      expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ file: first, offset, seq: 3 }) }),
    );
    expect(machine.disk.names().map((name) => [name, machine.disk.content(name)])).toEqual(before);
  });

  test('is found by its checksum alone', async () => {
    const machine = await diedAfterFlush(10);
    edit(machine, first, (bytes) => bytes.fill('9', bytes.indexOf('"rows":5') + 7, bytes.indexOf('"rows":5') + 8));
    expect(() => machine.open()).toThrow(
      expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ seq: 5 }) }),
    );
  });

  test('above the watermark is a torn end', async () => {
    const machine = await diedAfterFlush(10);
    edit(machine, first, (bytes) => bytes.fill(120, bytes.indexOf('{"seq":8') + 30, bytes.indexOf('{"seq":8') + 32));
    expect(machine.open().recovery).toMatchObject({ verdict: 'torn', facts: 7, lost: 3 });
  });

  test('at the watermark itself is refused', async () => {
    const machine = await diedAfterFlush(10);
    edit(machine, first, (bytes) => bytes.fill(120, bytes.indexOf('{"seq":5') + 30, bytes.indexOf('{"seq":5') + 32));
    expect(() => machine.open()).toThrow(expect.objectContaining({ code: 'corrupt' }));
  });

  test('right above the watermark is a torn end', async () => {
    const machine = await diedAfterFlush(10);
    edit(machine, first, (bytes) => bytes.fill(120, bytes.indexOf('{"seq":7') + 30, bytes.indexOf('{"seq":7') + 32));
    expect(machine.open().recovery).toMatchObject({ verdict: 'torn', facts: 6, lost: 4 });
  });

  test('right above the watermark, which a later line tells, is a torn end', async () => {
    const machine = new SimMachine();
    const journal = machine.open({ durability: 'os' });
    journal.append(factsBetween(1, 5));
    const flushed = journal.flush();
    journal.append([factAt(6)]);
    machine.disk.finishSyncs();
    await flushed;
    journal.append([factAt(7)]);
    machine.kill();
    expect(linesOf(machine).map((line) => /"y":(\d+)/.exec(line)?.[1])[7]).toBe('5');
    edit(machine, first, (bytes) => bytes.fill(120, bytes.indexOf('{"seq":6') + 30, bytes.indexOf('{"seq":6') + 32));
    expect(machine.open().recovery).toMatchObject({ verdict: 'torn', facts: 5, lost: 2 });
  });

  test.each(['cut short', 'removed', 'emptied'])('of a sealed segment that was %s is refused', async (how) => {
    const machine = await journalOfKind(2);
    const middle = machine.disk.names()[1] as string;
    if (how === 'removed') machine.means.files.remove(`/runs/${middle}`);
    else edit(machine, middle, (bytes) => bytes.subarray(0, how === 'emptied' ? 0 : bytes.length - 200));
    expect(() => machine.open()).toThrow(
      expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ file: middle }) }),
    );
  });

  test('that came after the opening is told when it is read', () => {
    const machine = died(5);
    const journal = machine.open();
    edit(machine, first, (bytes) => bytes.fill(120, bytes.indexOf('{"seq":3') + 30, bytes.indexOf('{"seq":3') + 32));
    expect(() => all(journal)).toThrow(expect.objectContaining({ code: 'corrupt' }));
  });
});

describe('a journal of another time or place', () => {
  test('of a newer major version is refused and left as it is', () => {
    const machine = new SimMachine();
    const line = sealedLine({ worktrail: 'journal', version: 2, segment: 1, surprise: [] }, 0);
    machine.disk.put(first, line);
    expect(() => machine.open()).toThrow(expect.objectContaining({ code: 'too_new' }));
    expect(machine.verify().verdict).toBe('too_new');
    expect(() => machine.repair()).toThrow(expect.objectContaining({ code: 'too_new' }));
    expect(machine.disk.names()).toEqual([first]);
    expect(machine.disk.content(first)).toEqual(line);
  });

  test('facts of an unknown type are kept and counted', () => {
    const machine = died(0);
    const journal = machine.open();
    const odd = { seq: 2, timestamp: 5, mono: 6, type: 'moon_landed', crew: [1, 2, 3] } as unknown as Fact;
    journal.append([factAt(1), odd, factAt(3)]);
    machine.kill();
    const later = machine.open();
    expect(all(later)).toEqual([factAt(1), odd, factAt(3)]);
    expect(later.health().unknown).toBe(1);
  });

  test('a fact of a known type that lacks what it cannot do without is refused with its place', () => {
    const machine = died(0);
    const journal = machine.open();
    journal.append([factAt(1), { seq: 2, timestamp: 5, mono: 6, type: 'stage_changed', from: 'a' } as unknown as Fact]);
    expect(() => all(journal)).toThrow(
      expect.objectContaining({ code: 'format', details: { file: '00000002.jsonl', seq: 2 } }),
    );
  });

  test('a line with the names of prototypes pollutes nothing', () => {
    const machine = died(0);
    const journal = machine.open();
    const patch = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as object;
    journal.append([{ ...factAt(1), type: 'annotated', kind: 'note', attempt: 0, data: patch } as unknown as Fact]);
    const [fact] = all(journal);
    expect(JSON.stringify(fact)).toContain('"__proto__":{"polluted":1}');
    expect(Object.getPrototypeOf(fact)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
