import { expect, test } from 'vitest';
import type { Fact } from '../../src/model/facts.ts';
import { factAt, factsBetween } from '../support/sample-facts.ts';
import { SimMachine } from '../support/sim-journal.ts';

test('a line over 1 MiB is refused, and nothing is left of its call', () => {
  const journal = new SimMachine().open({ durability: 'os' });
  expect(() => journal.append([factAt(1), { ...factAt(1, 'x'.repeat(2 ** 20)), seq: 2 }])).toThrow(
    /longer than 1048576 bytes/,
  );
  journal.append([factAt(1, 'y'.repeat(2 ** 19))]);
  expect([...journal.read()]).toEqual([factAt(1, 'y'.repeat(2 ** 19))]);
});

test.each([600, 30_000])('a fact of %i levels is refused', (levels) => {
  const journal = new SimMachine().open({ durability: 'os' });
  let data: unknown[] = [];
  for (let level = 0; level < levels; level++) data = [data];
  const deep = { ...factAt(1), data } as unknown as Fact;
  expect(() => journal.append([deep])).toThrow(expect.objectContaining({ code: 'format' }));
  expect([...journal.read()]).toEqual([]);
});

test.each([2 ** 25, 3_000_000])('a line of %i bytes without an end is torn, in bounded memory', (size) => {
  const machine = new SimMachine();
  machine.open({ durability: 'os' }).append(factsBetween(1, 3));
  machine.kill();
  const [name = ''] = machine.disk.names();
  const whole = machine.disk.content(name) as Buffer;
  machine.disk.put(name, Buffer.concat([whole, Buffer.from('{"seq":4,'), Buffer.alloc(size, '[')]));
  expect(machine.open().recovery).toMatchObject({ verdict: 'torn', facts: 3 });
});
