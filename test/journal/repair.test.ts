import { describe, expect, test } from 'vitest';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import { SimMachine } from '../support/sim-journal.ts';

const second = '00000002.jsonl';

/** A journal of three segments, of which the second holds the facts 3 and 4; its owner is dead. */
async function machine(): Promise<SimMachine> {
  const made = new SimMachine();
  made.disk.eager = true;
  const journal = made.open({ durability: 'os', segmentBytes: 300 });
  for (let seq = 1; seq <= 5; seq += 2) {
    journal.append(seq === 5 ? [factAt(5)] : factsBetween(seq, seq + 1));
    if (seq < 5) await journal.flush();
  }
  made.kill();
  return made;
}

function harm(here: SimMachine, name: string, text: string): number {
  const bytes = Buffer.from(here.disk.content(name) as Buffer);
  const offset = bytes.indexOf(text);
  bytes.fill(120, offset + 9, offset + 12);
  here.disk.put(name, bytes);
  return offset;
}

function snapshot(here: SimMachine): readonly unknown[] {
  return here.disk.names().map((name) => [name, String(here.disk.content(name))]);
}

describe('verify', () => {
  test('of nothing', () => {
    expect(new SimMachine().verify()).toEqual({
      verdict: 'new',
      facts: 0,
      last: 0,
      lost: 0,
      unknown: 0,
      segments: [],
      locked: false,
    });
  });

  test('tells what there is, and who held it when it died', async () => {
    const here = await machine();
    expect(here.verify()).toEqual({
      verdict: 'clean',
      facts: 5,
      last: 5,
      lost: 0,
      unknown: 0,
      segments: [
        { file: '00000001.jsonl', first: 1, last: 2, bytes: here.disk.content('00000001.jsonl')?.length },
        { file: second, first: 3, last: 4, bytes: here.disk.content(second)?.length },
        { file: '00000003.jsonl', first: 5, last: 5, bytes: here.disk.content('00000003.jsonl')?.length },
      ],
      locked: false,
    });
  });

  test('works while the journal is in use, and takes a line that is being written for no damage', async () => {
    const here = await machine();
    const journal = here.open({ durability: 'os' });
    journal.append([factAt(6)]);
    const bytes = here.disk.content('00000004.jsonl') as Buffer;
    here.disk.put('00000004.jsonl', Buffer.concat([bytes, Buffer.from('{"seq":7,"times')]));
    expect(here.verify()).toMatchObject({ verdict: 'clean', facts: 6, locked: true, owner: { pid: 2 } });
  });

  test('tells damage with file, offset, length and what can still be read, and changes nothing', async () => {
    const here = await machine();
    const offset = harm(here, second, '{"seq":4');
    const before = snapshot(here);
    const length = (here.disk.content(second) as Buffer).length - offset;
    expect(here.verify()).toMatchObject({
      verdict: 'corrupt',
      facts: 3,
      last: 3,
      lost: 2,
      damage: { file: second, offset, length, seq: 4 },
    });
    expect(snapshot(here)).toEqual(before);
  });

  test('looks also at what a checkpoint stands for', async () => {
    const here = await machine();
    const journal = here.open();
    await journal.checkpoint(5, { five: 5 });
    here.kill();
    expect(here.verify()).toMatchObject({ verdict: 'clean', checkpoint: 5 });
    harm(here, second, '{"seq":4');
    expect(here.verify()).toMatchObject({ verdict: 'corrupt', last: 3 });
    expect(here.open().restore()?.upTo).toBe(5);
  });
});

describe('repair', () => {
  test('of a sound journal changes nothing', async () => {
    const here = await machine();
    const before = snapshot(here);
    expect(here.repair()).toEqual({ facts: 5, last: 5, lost: 0, aside: [] });
    expect(snapshot(here)).toEqual(before);
  });

  test('cuts at the first damage, keeps what it takes out, and says what was lost', async () => {
    const here = await machine();
    const offset = harm(here, second, '{"seq":4');
    const before = new Map(here.disk.names().map((name) => [name, here.disk.content(name)]));
    const repaired = here.repair();
    expect(repaired).toMatchObject({ facts: 3, last: 3, lost: 2, damage: { file: second, offset, seq: 4 } });
    expect(repaired.aside).toEqual([`${second}.torn`, '00000003.jsonl.aside']);
    expect(here.disk.content(`${second}.torn`)).toEqual(before.get(second)?.subarray(offset));
    expect(here.disk.content('00000003.jsonl.aside')).toEqual(before.get('00000003.jsonl'));
    const journal = here.open({ durability: 'os' });
    expect(journal.recovery).toMatchObject({ verdict: 'clean', clean: true, facts: 3 });
    journal.append([factAt(4, 'anew')]);
    expect([...journal.read()]).toEqual([...factsBetween(1, 3), factAt(4, 'anew')]);
  });

  test('cuts at a segment whose header is damaged, or that is gone', async () => {
    for (const harmed of ['header', 'gone']) {
      const here = await machine();
      if (harmed === 'header') harm(here, second, '{"worktrail"');
      else here.means.files.remove(`/runs/${second}`);
      expect(here.repair()).toMatchObject({ facts: 2, last: 2, lost: 3 });
      expect([...here.open().read()]).toEqual(factsBetween(1, 2));
    }
  });

  test('cuts a torn end as well', async () => {
    const here = await machine();
    const bytes = here.disk.content('00000003.jsonl') as Buffer;
    here.disk.put('00000003.jsonl', bytes.subarray(0, bytes.length - 9));
    expect(here.repair()).toMatchObject({ facts: 4, aside: ['00000003.jsonl.torn'] });
    expect(here.open().recovery).toMatchObject({ verdict: 'clean', facts: 4 });
  });

  test('a checkpoint that goes further than the cut is removed, so that it never meets other facts', async () => {
    const here = await machine();
    const journal = here.open({ durability: 'os' });
    await journal.checkpoint(5, { five: 5 });
    here.kill();
    harm(here, second, '{"seq":4');
    here.repair();
    const later = here.open({ durability: 'os' });
    later.append(factsBetween(4, 8));
    expect(later.restore()).toBeUndefined();
    expect(here.disk.names()).not.toContain('checkpoint.json');
  });

  test('can be done again after a crash at any moment', async () => {
    for (let operations = 0; operations < 60; operations++) {
      const here = await machine();
      harm(here, second, '{"seq":4');
      here.disk.cutIn = operations;
      try {
        here.repair();
      } catch {
        // the power went
      }
      here.kill();
      if (here.verify().verdict === 'corrupt') here.repair();
      expect([...here.open().read()]).toEqual(factsBetween(1, 3));
    }
  });

  test('never touches the journal of a living owner', async () => {
    const here = await machine();
    here.open();
    harm(here, second, '{"seq":4');
    const before = snapshot(here);
    expect(() => here.repair()).toThrow(expect.objectContaining({ code: 'locked' }));
    expect(snapshot(here)).toEqual(before);
  });
});
