import { describe, expect, test } from 'vitest';
import { Bus } from '../../src/engine/bus.ts';
import type { Entity } from '../../src/engine/entity.ts';
import { Write } from '../../src/engine/write.ts';
import type { Draft } from '../../src/model/facts.ts';

const heartbeat: Draft = { type: 'heartbeat' };

/** A bus whose facts are numbers, and a log of what is remembered (r) and told (t). */
function rig() {
  const log: string[] = [];
  const faults: unknown[] = [];
  const remember = (_entity: unknown, _draft: unknown, stamp: { seq: number }) => void log.push(`r${stamp.seq}`);
  const bus = new Bus({ remember }, (error) => faults.push(error));
  let seq = 0;
  const write = (count = 1) => {
    const drafts = Array.from({ length: count }, () => heartbeat);
    const write = new Write().fill(seq + 1, undefined, drafts);
    seq += count;
    bus.publish(write);
  };
  const listen = (told: (seq: number) => void) => bus.subscribe({ told: (_, number) => told(number) });
  listen((number) => log.push(`t${number}`));
  return { bus, log, write, listen, faults };
}

test('a fact is remembered, told, and only then the next one of its command is remembered', () => {
  const { log, write } = rig();
  write(2);
  write(1);
  expect(log).toEqual(['r1', 't1', 'r2', 't2', 'r3', 't3']);
});

test('what belongs to a task is told first, then the observers, in their order', () => {
  const log: string[] = [];
  const bus = new Bus({ remember: () => void log.push('remembered') }, () => expect.unreachable());
  const bound = { hasBody: false, isListening: true, told: (_: unknown, seq: number) => log.push(`bound ${seq}`) };
  bus.subscribe({ told: (draft, seq, task) => log.push(`one ${draft.type} ${seq} ${task}`) });
  bus.subscribe({ told: () => log.push('two') });
  const entity = { position: 7, bound } as unknown as Entity;
  bus.publish(new Write().fill(1, entity, [heartbeat]));
  expect(log).toEqual(['remembered', 'bound 1', 'one heartbeat 1 7', 'two']);
});

test('what belongs to a task, and does not listen, is not told', () => {
  const { bus } = rig();
  const bound = { hasBody: false, isListening: false, told: () => expect.unreachable() };
  bus.publish(new Write().fill(1, { position: 7, bound } as unknown as Entity, [heartbeat]));
});

describe('a listener that gives commands', () => {
  test('has them return with their facts remembered, and told in their turn', () => {
    const { log, write, listen } = rig();
    listen((seq) => {
      if (seq !== 1) return;
      log.push('command');
      write(2);
      log.push('returned');
    });
    write(2);
    expect(log).toEqual(['r1', 't1', 'command', 'r2', 'r3', 'r4', 'returned', 't2', 't3', 't4']);
  });

  test('lets every listener hear the facts in one order', () => {
    const { write, listen } = rig();
    const heard: number[][] = [[], [], []];
    listen((seq) => heard[0]?.push(seq));
    listen((seq) => {
      heard[1]?.push(seq);
      if (seq < 6) write(1);
    });
    listen((seq) => heard[2]?.push(seq));
    write(3);
    const all = Array.from({ length: 8 }, (_, at) => at + 1);
    expect(heard).toEqual([all, all, all]);
  });

  test('before it is judged, all that is written is remembered', () => {
    const { bus, log, write, listen } = rig();
    listen((seq) => {
      if (seq === 1) bus.rememberAll();
    });
    write(3);
    expect(log).toEqual(['r1', 't1', 'r2', 'r3', 't2', 't3']);
  });
});

test('what is written together is told one after the other, and a command of a listener after both', () => {
  const { bus, log, write, listen } = rig();
  const [first, second] = [new Write().fill(11, undefined, [heartbeat]), new Write().fill(12, undefined, [heartbeat])];
  first.next = second;
  listen((seq) => {
    if (seq === 11) write(1);
  });
  bus.publish(first);
  expect(log).toEqual(['r11', 't11', 'r12', 'r1', 't12', 't1']);
});

describe('what follows', () => {
  test('is done at once when nothing is being told', () => {
    const { bus, log } = rig();
    bus.later(() => log.push('now'));
    expect(log).toEqual(['now']);
  });

  test('is done when all is told, in its order', () => {
    const { bus, log, write, listen } = rig();
    listen((seq) => bus.later(() => log.push(`after ${seq}`)));
    write(2);
    expect(log).toEqual(['r1', 't1', 'r2', 't2', 'after 1', 'after 2']);
  });

  test('may bring facts, which are told before it returns', () => {
    const { bus, log, write, listen } = rig();
    listen((seq) => {
      if (seq === 1) bus.later(() => [write(1), log.push('done')]);
      if (seq === 2) bus.later(() => log.push('after 2'));
    });
    write(1);
    expect(log).toEqual(['r1', 't1', 'r2', 't2', 'after 2', 'done']);
  });

  test('is done though some of it throws, which is reported', () => {
    const { bus, log, write, listen, faults } = rig();
    listen((seq) => {
      bus.later(() => {
        log.push(`after ${seq}`);
        if (seq < 3) throw new Error(`no ${seq}`);
      });
    });
    write(3);
    expect(faults).toEqual([new Error('no 1'), new Error('no 2')]);
    expect(log.slice(-3)).toEqual(['after 1', 'after 2', 'after 3']);
    write(1);
    expect(log.slice(-3)).toEqual(['r4', 't4', 'after 4']);
  });
});

test('who throws, though it may not, is reported, and keeps nobody else from being told', () => {
  const { bus, log, write, listen, faults } = rig();
  listen((seq) => {
    bus.later(() => log.push(`after ${seq}`));
    if (seq === 1) throw new Error('broken');
  });
  listen((seq) => log.push(`u${seq}`));
  write(2);
  expect(faults).toEqual([new Error('broken')]);
  expect(log).toEqual(['r1', 't1', 'u1', 'r2', 't2', 'u2', 'after 1', 'after 2']);
});
