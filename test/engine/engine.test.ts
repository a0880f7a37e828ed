import { describe, expect, test } from 'vitest';
import { TransitionError } from '../../src/model/errors.ts';
import { factSchema } from '../../src/model/fact-schema.ts';
import { EngineRig } from '../support/engine-rig.ts';

describe('a command', () => {
  test('answers with the number of the last fact that it brought about', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    expect(rig.move(task, 'running')).toBe(3);
    expect(rig.move(task, 'running')).toBe(0);
    expect(rig.story).toEqual(['e-0 task_created', 'e-0 pending', 'e-0 running']);
  });

  test('gets one reading of the clocks, and one write', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    rig.clock.advance(5.5);
    rig.move(task, 'running', { reason: 'ready' });
    const [, pending, running] = rig.facts;
    const stamp = { timestamp: 1_700_000_000_005, mono: 5.5, taskId: 'e-0' };
    expect([pending, running]).toMatchObject([stamp, stamp]);
    expect(rig.journal.writes).toEqual([[rig.facts[0]], [pending, running]]);
    for (const fact of rig.journal.writes.flat()) expect(factSchema.safeParse(fact).error).toBeUndefined();
  });

  test('that is refused leaves a rejected fact, and nothing else', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    const before = { ...task.state };
    expect(() => rig.move(task, 'succeeded')).toThrow(TransitionError);
    const stale = { do: 'transition', from: 'running', to: 'failed', entry: {} } as const;
    expect(() => rig.engine.commit(task, stale)).toThrow('no longer in');
    expect(task.state).toEqual(before);
    const legal = ['pending', 'running', 'cancelled', 'skipped'];
    expect(rig.facts.slice(1)).toMatchObject([
      { type: 'rejected', from: 'not_started', to: 'succeeded', legal, code: 'illegal', taskId: 'e-0' },
      { type: 'rejected', from: 'not_started', to: 'failed', legal, code: 'stale' },
    ]);
  });
});

test('a command to several tasks is one write, or nothing', () => {
  const rig = new EngineRig();
  const [one, two, done] = [rig.create('load'), rig.create('save'), rig.create('look')];
  rig.move(done, 'skipped');
  const all = [one, two, done].map((task) => [task, { do: 'lead', role: 'cancel', entry: {} }] as const);
  const before = rig.facts.length;
  rig.journal.failing = true;
  expect(() => rig.engine.commitAll(all.slice(0, 2))).toThrow('the disk is full');
  expect([rig.facts.length, one.state.stage]).toEqual([before, 'not_started']);
  rig.journal.failing = false;
  rig.engine.commitAll(all.slice(0, 2));
  expect(rig.story.slice(before)).toEqual(['e-0 cancelled', 'e-1 cancelled']);
  expect(rig.journal.writes.at(-1)).toEqual(rig.facts.slice(before));
  rig.engine.commitAll([]);
  expect(rig.move(rig.create('last'), 'running')).toBe(before + 5);
});

test('a command that cannot be read leaves nothing', () => {
  const rig = new EngineRig();
  const task = rig.create('load');
  const entry = {
    get reason(): string {
      throw new Error('not yours');
    },
  };
  expect(() => rig.move(task, 'pending', entry)).toThrow('not yours');
  expect(rig.story).toEqual(['e-0 task_created']);
});

describe('a journal that throws', () => {
  test('means that nothing has happened', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    const heard: number[] = [];
    rig.engine.subscribe({ told: (_, seq) => heard.push(seq) });
    rig.journal.failing = true;
    const before = { ...task.state };
    expect(() => rig.move(task, 'running')).toThrow('disk is full');
    expect(() => rig.move(task, 'succeeded')).toThrow('disk is full');
    expect(() => rig.create('save')).toThrow('disk is full');
    expect(() => rig.engine.note({ type: 'metadata_changed', work: 'w', patch: {} })).toThrow('disk is full');
    expect([rig.engine.ledger.seq, rig.engine.ledger.taskCount, heard]).toEqual([1, 1, []]);
    expect(task.state).toEqual(before);
  });

  test('consumes no number: a later command works', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    rig.journal.failing = true;
    expect(() => rig.move(task, 'running')).toThrow();
    rig.journal.failing = false;
    expect(rig.move(task, 'running')).toBe(3);
    expect(rig.journal.writes.flat().map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('leaves the id free that a task was to have', () => {
    const rig = new EngineRig();
    rig.journal.failing = true;
    expect(() => rig.create('load', {}, 'nightly')).toThrow();
    expect(rig.engine.ledger.positionOf('nightly')).toBeUndefined();
    rig.journal.failing = false;
    expect(rig.engine.ledger.idOf(rig.create('other').position)).toBe('e-0');
    expect(rig.engine.ledger.idOf(rig.create('load', {}, 'nightly').position)).toBe('nightly');
  });
});

describe('a prologue', () => {
  const recovered = { type: 'recovered', lastSeenAt: 5 } as const;

  test('is written once, with the first fact and before it', () => {
    const rig = new EngineRig();
    rig.engine.inherit(recovered);
    const told: string[] = [];
    rig.engine.subscribe({ told: ({ type }, seq, task) => told.push(`${seq} ${type} ${task}`) });
    rig.create('load');
    rig.create('save');
    expect(told).toEqual(['1 recovered undefined', '2 task_created 0', '3 task_created 1']);
    expect(rig.story).toEqual(['* recovered', 'e-0 task_created', 'e-1 task_created']);
    expect(rig.journal.writes.map((facts) => facts.length)).toEqual([2, 1]);
  });

  test('is not lost where it could not be written', () => {
    const rig = new EngineRig();
    rig.engine.inherit(recovered);
    rig.journal.failing = true;
    expect(() => rig.create('load')).toThrow();
    rig.journal.failing = false;
    rig.create('load');
    expect(rig.story).toEqual(['* recovered', 'e-0 task_created']);
  });

  test('alone is no reason to write', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    rig.engine.inherit(recovered);
    expect(rig.engine.commit(task, { do: 'give_up' })).toBe(0);
    expect(rig.story).toHaveLength(1);
  });

  test('of a refused request stands before the refusal', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    rig.engine.inherit(recovered);
    expect(() => rig.move(task, 'succeeded')).toThrow(TransitionError);
    expect(rig.story).toEqual(['e-0 task_created', '* recovered', 'e-0 rejected']);
  });
});

describe('listeners', () => {
  test('read exactly the fact that they are told of, when none commands', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    const read: unknown[] = [];
    const { ledger } = rig.engine;
    rig.engine.subscribe({ told: (_, seq) => read.push([seq, ledger.seq, ledger.latest(0)?.to]) });
    rig.move(task, 'running');
    expect(read).toEqual([
      [2, 2, 'pending'],
      [3, 3, 'running'],
    ]);
  });

  test('may command: judged by all that is written, and told later', () => {
    const rig = new EngineRig();
    const task = rig.create('load');
    const told: string[] = [];
    rig.engine.subscribe({
      told(fact, seq) {
        told.push(`${seq} ${fact.type === 'stage_changed' ? fact.to : fact.type}`);
        if (fact.type !== 'stage_changed' || fact.to !== 'pending') return;
        expect(() => rig.move(task, 'paused')).toThrow("is in 'running', no longer in 'pending'");
        expect(rig.move(task, 'paused')).toBe(5);
        expect([task.state.stage, rig.engine.ledger.seq]).toEqual(['paused', 5]);
        expect(rig.create('child').position).toBe(1);
      },
    });
    rig.move(task, 'running');
    expect(told).toEqual(['2 pending', '3 running', '4 rejected', '5 paused', '6 task_created']);
    expect(rig.journal.writes.flat()).toEqual(rig.facts);
  });

  test('what follows is done when all is told', () => {
    const rig = new EngineRig();
    const seen: number[] = [];
    rig.engine.subscribe({ told: () => rig.engine.later(() => seen.push(rig.engine.ledger.seq)) });
    rig.move(rig.create('load'), 'running');
    expect(seen).toEqual([1, 3, 3]);
  });
});

describe('the state of a done task', () => {
  test('is judged as it is, by whoever still holds an older one', () => {
    const rig = new EngineRig();
    const held = rig.create('load');
    rig.move(held, 'running');
    rig.move(held, 'succeeded');
    const again = rig.engine.ledger.entity(0);
    expect(again).not.toBe(held);
    const stop = { do: 'request', outcome: 'stopped', hasBody: false, entry: {} } as const;
    expect(rig.engine.commit(again, stop)).toBe(5);
    expect(rig.engine.commit(held, stop)).toBe(0);
    expect(() => rig.move(held, 'failed')).toThrow(TransitionError);
  });

  test('keeps the names of children that are begun after the end', () => {
    const rig = new EngineRig();
    const held = rig.create('load');
    rig.move(held, 'skipped');
    expect(rig.engine.ledger.childNames(0)).toBeUndefined();
    rig.create('part', { parent: 'e-0', path: 'load/part' });
    rig.create('part', { parent: 'e-0', path: 'load/part_1' });
    expect(rig.engine.ledger.childNames(0)?.get('part')).toBe(2);
  });
});
