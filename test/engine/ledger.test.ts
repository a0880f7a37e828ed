import { describe, expect, test } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import type { Fact } from '../../src/model/facts.ts';
import { EngineRig } from '../support/engine-rig.ts';

/** Two tasks that take turns, a note about a work, and a third task. */
function lived(): EngineRig {
  const rig = new EngineRig();
  const [load, save] = [rig.create('load'), rig.create('save', { tags: ['t'] })];
  for (const to of ['running', 'paused', 'running']) {
    rig.clock.advance(10);
    rig.move(load, to);
    rig.move(save, to, { message: 'together' });
  }
  rig.engine.note({ type: 'metadata_changed', work: 'load', patch: { a: 1 } });
  rig.move(load, 'succeeded', { result: { rows: [1] } });
  rig.create('third');
  return rig;
}

const replayed = (facts: readonly Fact[]) => {
  const rig = new EngineRig();
  rig.engine.replay(facts);
  return rig;
};

describe('reading', () => {
  test('all facts, in order, from any number on', () => {
    const { facts, engine } = lived();
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, at) => at + 1));
    expect([...engine.ledger.facts(facts.length - 2)]).toEqual(facts.slice(-2));
    expect([...engine.ledger.facts(-7)]).toEqual(facts);
    expect([...engine.ledger.facts(1.9)]).toEqual(facts.slice(1));
    expect([...engine.ledger.facts(1000)]).toEqual([]);
    const created = facts.filter(({ type }) => type === 'task_created');
    const visited: Fact[] = [];
    engine.ledger.visit(
      1,
      new Set(['task_created']),
      (fact, task) => visited.push(fact) && expect(engine.ledger.created(task as number)).toEqual(fact),
    );
    expect(visited).toEqual(created.slice(1));
  });

  test('one fact, or none', () => {
    const { facts, engine } = lived();
    expect(engine.ledger.fact(3)).toEqual(facts[2]);
    for (const seq of [0, -1, facts.length + 1, Number.NaN]) expect(engine.ledger.fact(seq)).toBeUndefined();
  });

  test('what is one task’s', () => {
    const { facts, engine } = lived();
    const { ledger } = engine;
    for (const position of [0, 1, 2]) {
      const own = facts.filter(({ taskId }) => taskId === ledger.idOf(position));
      expect(ledger.factsOf(position)).toEqual(own);
      expect(ledger.created(position)).toEqual(own[0]);
      expect(ledger.latest(position)).toEqual(own.findLast(({ type }) => type === 'stage_changed'));
      const records = own.filter(({ type }) => type === 'stage_changed');
      for (const { seq } of own) {
        expect(ledger.recordBefore(seq)).toBe(records.findLast((record) => record.seq < seq)?.seq ?? 0);
      }
      expect(ledger.positionOf(ledger.idOf(position))).toBe(position);
    }
    expect(ledger.positionOf('e-3')).toBeUndefined();
  });

  test('how many wait, and how many are active', () => {
    const rig = new EngineRig();
    const counts = () => [rig.engine.ledger.waiting, rig.engine.ledger.active];
    const [one, two] = [rig.create('a'), rig.create('b')];
    expect(counts()).toEqual([0, 0]);
    rig.move(one, 'pending');
    rig.move(two, 'running');
    expect(counts()).toEqual([1, 1]);
    rig.move(one, 'running');
    rig.move(two, 'paused');
    expect(counts()).toEqual([0, 1]);
    rig.move(one, 'retrying');
    rig.move(two, 'stopped');
    expect(counts()).toEqual([1, 0]);
  });

  test('what it hands out is no part of what it keeps', () => {
    const { engine, facts } = lived();
    const fact = engine.ledger.fact(1) as { seq: number };
    fact.seq = 99;
    expect([...engine.ledger.facts()]).toEqual(facts);
    const { result } = facts.find((each) => 'result' in each) as unknown as { result: { rows: number[] } };
    expect(() => result.rows.push(2)).toThrow(TypeError);
  });

  test('a recorded value is the host’s own at each call', () => {
    const { ledger } = new EngineRig().engine;
    const recorded = { at: { $date: 5 } };
    expect(ledger.decode(recorded)).toEqual({ at: new Date(5) });
    expect(ledger.decode(recorded)).not.toBe(ledger.decode(recorded));
  });

  test('a child without a path is a task like any other; one of nobody that is known is refused', () => {
    const rig = new EngineRig();
    const born = { timestamp: 1, mono: 1, type: 'task_created' } as const;
    rig.engine.replay([
      { seq: 1, ...born, taskId: 'c', name: 'c' },
      { seq: 2, ...born, taskId: 'd', name: 'd', parent: 'c' },
    ]);
    expect(rig.engine.ledger.childNames(0)?.has('d')).toBe(true);
    expect(() => rig.engine.replay([{ seq: 3, ...born, taskId: 'e', name: 'e', parent: 'gone' }])).toThrow(
      expect.objectContaining({ code: 'format' }),
    );
  });
});

describe('a moment of the past', () => {
  test('equals a ledger of the facts until then, after every fact', () => {
    const { engine, facts } = lived();
    for (let seq = 0; seq <= facts.length; seq++) {
      const past = engine.ledger.upTo(seq);
      const { ledger } = replayed(facts.slice(0, seq)).engine;
      expect([past.seq, past.taskCount]).toEqual([ledger.seq, ledger.taskCount]);
      expect([...past.facts()]).toEqual([...ledger.facts()]);
      expect([...past.facts(2)]).toEqual([...ledger.facts(2)]);
      for (let position = 0; position < past.taskCount; position++) {
        expect(past.factsOf(position)).toEqual(ledger.factsOf(position));
        expect(past.latest(position)).toEqual(ledger.latest(position));
        expect(past.created(position)).toEqual(ledger.created(position));
      }
      for (const id of ['e-0', 'e-1', 'e-2', 'e-3']) expect(past.positionOf(id)).toBe(ledger.positionOf(id));
      expect(past.fact(seq)).toEqual(facts[seq - 1]);
      expect(past.fact(seq + 1)).toBeUndefined();
    }
  });

  test('stands still, and has the clocks of its newest fact', () => {
    const { engine, clock } = lived();
    const past = engine.ledger.upTo(4);
    const all = {
      name: 'all',
      start: () => [] as number[],
      add: (seen: number[], { seq }: Fact) => void seen.push(seq),
    };
    clock.advance(1000);
    engine.note({ type: 'metadata_changed', work: 'w', patch: {} });
    expect([past.now(), past.monotonic()]).toEqual([1_700_000_000_010, 10]);
    expect(past.fold(all)).toEqual([1, 2, 3, 4]);
    expect([...past.facts()]).toHaveLength(4);
    expect(engine.ledger.fold(all)).toHaveLength(engine.ledger.seq);
    expect([engine.ledger.now(), engine.ledger.monotonic()]).toEqual([1_700_000_001_030, 1030]);
    expect([engine.ledger.upTo(0).now(), engine.ledger.upTo(0).monotonic()]).toEqual([0, 0]);
  });

  test('has a past of its own, and no future', () => {
    const { ledger } = lived().engine;
    const past = ledger.upTo(6);
    expect(past.upTo(9)).toBe(past);
    expect([...past.upTo(2).facts()]).toEqual([...ledger.upTo(2).facts()]);
    expect(past.recordBefore(6)).toEqual(ledger.recordBefore(6));
    expect([past.idOf(0), past.lifecycle(undefined), past.decode({ $date: 0 })]).toEqual([
      ledger.idOf(0),
      ledger.lifecycle(undefined),
      new Date(0),
    ]);
  });
});

describe('replay', () => {
  test('gives the same facts, states and numbers; nobody is told', () => {
    const { facts, engine } = lived();
    const rig = new EngineRig();
    rig.engine.subscribe({
      told() {
        throw new Error('told');
      },
    });
    rig.engine.replay(JSON.parse(JSON.stringify(facts)) as Fact[]);
    expect(rig.facts).toEqual(facts);
    for (const position of [0, 1, 2]) {
      expect(rig.engine.ledger.entity(position).state).toEqual(engine.ledger.entity(position).state);
    }
    expect([rig.engine.ledger.waiting, rig.engine.ledger.active]).toEqual([
      engine.ledger.waiting,
      engine.ledger.active,
    ]);
  });

  test('goes on where it ended', () => {
    const { facts } = lived();
    const rig = replayed(facts);
    rig.engine.ledger.ids.begin(rig.engine.ledger.taskCount, () => 'n');
    const next = rig.create('load');
    expect(rig.engine.ledger.idOf(next.position)).toBe('n-3');
    expect(rig.journal.writes.flat().map(({ seq }) => seq)).toEqual([facts.length + 1]);
  });

  test('reads a stage and a lifecycle that the program no longer defines as they stand', () => {
    const review = defineLifecycle({
      name: 'review',
      stages: {
        draft: { phase: 'waiting', to: ['reading'] },
        reading: { phase: 'active', to: ['published', 'refused'] },
        published: { phase: 'done', outcome: 'success' },
        refused: { phase: 'done', outcome: 'failure' },
      },
    });
    const live = new EngineRig({ lifecycles: [review] });
    const task = live.create('text', { lifecycle: 'review', initial: 'draft' });
    live.move(task, 'reading');
    const rig = replayed(live.facts);
    expect(rig.engine.ledger.entity(0).state).toMatchObject({ stage: 'reading', phase: 'active', attempt: 1 });
    expect([rig.engine.ledger.waiting, rig.engine.ledger.active]).toEqual([0, 1]);
    live.move(task, 'published');
    const whole = replayed(live.facts).engine;
    expect(whole.ledger.entity(0).state).toMatchObject({ stage: 'published', phase: 'done', outcome: 'success' });
    const stop = { do: 'request', outcome: 'stopped', hasBody: false, entry: {} } as const;
    whole.commit(whole.ledger.entity(0), stop);
    expect(whole.ledger.fact(whole.ledger.seq)).toMatchObject({ kind: 'released' });
  });
});

test('the state of a done task is let go, and is the same when it is asked for again', () => {
  const { engine } = lived();
  expect([...engine.ledger.entities()].map(({ position }) => position)).toEqual([1, 2]);
  const again = engine.ledger.entity(0);
  expect(again.state).toMatchObject({ stage: 'succeeded', phase: 'done', outcome: 'success', attempt: 1, ran: 10 });
});
