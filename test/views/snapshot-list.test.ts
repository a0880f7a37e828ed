import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactOf } from '../../src/model/facts.ts';
import type { Json } from '../../src/model/json.ts';
import { apply, invert } from '../../src/views/patch.ts';
import { hasObserved, restoreFrom, snapshotAt, snapshotList, snapshotsOf } from '../../src/views/snapshot-list.ts';
import { type ArraySource, arraySource } from '../support/array-source.ts';
import { decoded, encodedValue } from '../support/encoded.ts';
import { FactTape } from '../support/fact-tape.ts';

function observedBy(tape: FactTape): unknown[] {
  return snapshotsOf(arraySource(tape.facts)).map(({ observed }) => observed);
}

describe('snapshots', () => {
  it('hold the values as they stand, of the targets that the task observed', () => {
    const tape = new FactTape().create('a').create('b').observe('a', 'other', 1);
    tape.observe('b', 'x', 1).observe('b', 'y', { n: 1 });
    const id = tape.snapshot('b', 'transition', 'halfway');
    tape.observe('b', 'x', 2);
    expect(snapshotsOf(arraySource(tape.facts))).toEqual([
      {
        id,
        seq: 6,
        timestamp: tape.wall,
        taskId: 'b',
        attempt: 1,
        label: 'halfway',
        phase: 'transition',
        observed: { x: 1, y: { n: 1 } },
      },
    ]);
  });

  it('before: the values as they stood before the task’s first observation of each', () => {
    const tape = new FactTape().create('a').create('b').observe('a', 'x', 1);
    tape.snapshot('b', 'before');
    tape
      .observe('b', 'x', 2)
      .observe('b', 'x', 3)
      .observe('b', 'new', 1)
      .observe('a', 'late', 5)
      .observe('b', 'late', 6);
    tape.snapshot('b', 'after');
    expect(observedBy(tape)).toEqual([
      { x: 1, late: 5 },
      { x: 3, new: 1, late: 6 },
    ]);
  });

  it('before is the same when its fact follows the first observation', () => {
    const tape = new FactTape().create('a').observe('a', 'x', 1).create('b').observe('b', 'x', 2);
    tape.snapshot('b', 'before');
    expect(observedBy(tape)).toEqual([{ x: 1 }]);
  });

  it('an observation that finds nothing changed counts as one', () => {
    const tape = new FactTape().create('a').observe('a', 'x', 1).create('b').observe('b', 'x', 1);
    tape.snapshot('b', 'before');
    tape.snapshot('b', 'after');
    expect(observedBy(tape)).toEqual([{ x: 1 }, { x: 1 }]);
  });

  it('that were handed out do not change', () => {
    const tape = new FactTape().create('a').observe('a', 'y', 1).create('b');
    tape.snapshot('b', 'before');
    const source = arraySource(tape.facts);
    const [early] = snapshotsOf(source);
    tape.observe('b', 'y', 2);
    expect(early?.observed).toEqual({});
    expect(snapshotsOf(source)[0]?.observed).toEqual({ y: 1 });
    expect(Object.isFrozen(early) && Object.isFrozen(early?.observed)).toBe(true);
  });

  it('can be asked for by label and task, and the last one is known', () => {
    const tape = new FactTape().create('a').create('b');
    const ids = [
      tape.snapshot('a', 'transition', 'one'),
      tape.snapshot('b', 'transition', 'one'),
      tape.snapshot('b', 'transition', 'two'),
    ];
    const source = arraySource(tape.facts);
    expect(snapshotsOf(source, { label: 'one' }).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(snapshotsOf(source, { task: (taskId) => taskId === 'b' }).map(({ id }) => id)).toEqual(ids.slice(1));
    const { count, last } = source.fold(snapshotList);
    expect([count, `s${last}`]).toEqual([3, ids[2]]);
  });

  it('are restored by id, with the host’s values', () => {
    const tape = new FactTape().create('a').observe('a', 'when', { $date: 5 }).observe('a', '__proto__', 1);
    const id = tape.snapshot('a', 'transition');
    const source = arraySource(tape.observe('a', 'when', null).facts, { decode: decoded as never });
    const restored = restoreFrom(source, id);
    expect(restored?.['when']).toEqual(new Date(5));
    expect(Object.keys(restored ?? {})).toEqual(['when', '__proto__']);
    expect(restoreFrom(source, 's1')).toBeUndefined();
    expect(restoreFrom(source, 'nonsense')).toBeUndefined();
  });
});

describe('law of snapshots and changes', () => {
  it('applying a task’s changes to its before gives its after, and the inverse leads back', () => {
    const law = fc.property(
      fc.array(encodedValue, { maxLength: 3 }),
      fc.array(encodedValue, { minLength: 1, maxLength: 5 }),
      (earlier, own) => {
        const tape = new FactTape().create('a').create('b');
        for (const value of earlier) tape.observe('a', 'x', value);
        tape.snapshot('b', 'before');
        for (const value of own) tape.observe('b', 'x', value);
        tape.snapshot('b', 'after');
        const [before, after] = observedBy(tape) as { x?: Json }[];
        const isOwn = (fact: { type: string; taskId?: string | undefined }) =>
          fact.type === 'changed' && fact.taskId === 'b';
        const changes = tape.facts.filter(isOwn).flatMap((fact) => (fact as FactOf<'changed'>).changes);
        expect(wrap(apply(before?.x, changes))).toStrictEqual(wrap(after?.x));
        expect(wrap(apply(after?.x, invert(changes)))).toStrictEqual(wrap(before?.x));
      },
    );
    fc.assert(law, { numRuns: 300 });
  });
});

function wrap(value: Json | undefined): unknown {
  return value === undefined ? 'absent' : [decoded(value)];
}

describe('one snapshot', () => {
  it('is told by the fact that took it', () => {
    const tape = new FactTape().create('a').observe('a', 'x', 1);
    const id = tape.snapshot('a', 'transition');
    const source = arraySource(tape.facts);
    expect(snapshotAt(source, 3)).toEqual(snapshotsOf(source)[0]);
    expect([snapshotAt(source, 3)?.id, snapshotAt(source, 2), snapshotAt(source, 99)]).toEqual([
      id,
      undefined,
      undefined,
    ]);
  });
});

describe('whether a task has observed a target', () => {
  it('is known until its last snapshot', () => {
    const tape = new FactTape().create('a').create('b').observe('a', 'x', 1);
    const source = arraySource(tape.facts);
    const seen = () => [hasObserved(source, 'a', 'x'), hasObserved(source, 'a', 'y'), hasObserved(source, 'b', 'x')];
    expect(seen()).toEqual([true, false, false]);
    tape.snapshot('a', 'transition');
    expect(seen()).toEqual([true, false, false]);
    tape.snapshot('a', 'after');
    expect(seen()).toEqual([false, false, false]);
  });
});

describe('snapshots of tasks that are kept', () => {
  /** What `b` saw, between observations of `a`. */
  function between(): FactTape {
    const tape = new FactTape()
      .create('a')
      .create('b')
      .observe('a', 'x', 1)
      .observe('a', 'y', 1)
      .observe('a', 'gone', 1);
    tape.snapshot('b', 'before');
    tape.observe('b', 'x', 2).observe('a', 'x', 3).observe('a', 'gone', undefined);
    tape.observe('b', 'gone', undefined);
    tape.snapshot('b', 'transition');
    tape.snapshot('a', 'after');
    return tape;
  }
  const observed = (source: ArraySource) => snapshotsOf(source).map((each) => [each.phase, each.observed]);
  const ofB = [
    ['before', { x: 1 }],
    ['transition', { x: 3 }],
  ];

  it('stay as they were when the others are let go, and after a new start', () => {
    const source = arraySource(between().enter('a', 'succeeded').facts);
    expect(observed(source)).toEqual([...ofB, ['after', { x: 3, y: 1 }]]);
    source.letGo('a');
    expect([observed(source), observed(source.restored())]).toEqual([ofB, ofB]);
    const { count, last } = source.restored().fold(snapshotList);
    expect([count, last]).toEqual([3, 12]);
    expect(restoreFrom(source, 's12')).toBeUndefined();
  });

  it('hold what comes later too', () => {
    const tape = between().enter('a', 'succeeded');
    const source = arraySource(tape.facts);
    source.letGo('a');
    const again = source.restored();
    tape.observe('b', 'y', 2);
    tape.snapshot('b', 'after');
    for (const from of [source, again])
      expect(observed(from)).toEqual([
        ['before', { x: 1, y: 1 }],
        ['transition', { x: 3 }],
        ['after', { x: 3, y: 2 }],
      ]);
  });
});
