import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Deadline, Deadlines } from '../../src/engine/deadlines.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** A clock whose timers are written down; they fire by hand. */
class TimerBook implements Clock {
  time = 0;
  readonly set: { ms: number; hold: boolean; cleared: boolean; readonly fire: () => void }[] = [];

  now(): number {
    return this.time;
  }
  monotonic(): number {
    return this.time;
  }
  setTimer(callback: () => void, ms: number, hold: boolean): () => void {
    const timer = { ms, hold, cleared: false, fire: callback };
    this.set.push(timer);
    return () => void (timer.cleared = true);
  }
  get armed() {
    const armed = this.set.filter(({ cleared }) => !cleared);
    expect(armed.length).toBeLessThanOrEqual(1);
    return armed[0];
  }
  /** Goes to when the timer is due, and fires it. */
  fire(): void {
    const { armed } = this;
    if (!armed) throw new Error('no timer is set');
    this.time += armed.ms;
    armed.cleared = true;
    armed.fire();
  }
}

function rig(auto = true) {
  const clock = new TimerBook();
  const faults: unknown[] = [];
  const deadlines = new Deadlines(clock, auto, (error) => faults.push(error));
  const log: string[] = [];
  const add = (inMs: number, name: string, hold = false) => deadlines.add(inMs, hold, () => log.push(name));
  return { clock, deadlines, log, add, faults };
}

describe('order', () => {
  test('by time, and of equal times by order of asking', () => {
    const { clock, deadlines, log, add } = rig();
    for (const [name, inMs] of Object.entries({ c: 20, a: 10, d: 20, b: 10, z: -5 })) add(inMs, name);
    deadlines.runDue();
    expect(log).toEqual(['z']);
    clock.time = 100;
    deadlines.runDue();
    expect(log).toEqual(['z', 'a', 'b', 'c', 'd']);
  });

  test('any number of them, as a sorted list would do it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(30), fc.boolean()), { maxLength: 200 }), fc.nat(30), (all, until) => {
        const { clock, deadlines, log, add } = rig(false);
        const asked = all.map(([inMs], nth) => ({ inMs, nth: `${nth}`, deadline: add(inMs, `${nth}`) }));
        const left = asked.filter(({ deadline }, nth) => {
          if (all[nth]?.[1]) deadlines.cancel(deadline);
          return !all[nth]?.[1];
        });
        left.sort((one, other) => one.inMs - other.inMs);
        expect(deadlines.nextDue).toBe(left[0]?.inMs);
        clock.time = until;
        deadlines.runDue();
        expect(log).toEqual(left.filter(({ inMs }) => inMs <= until).map(({ nth }) => nth));
      }),
    );
  });

  test('what is asked for while others run takes its turn', () => {
    const { clock, deadlines, log, add } = rig();
    deadlines.add(10, false, () => {
      log.push('first');
      add(0, 'now');
      add(50, 'later');
    });
    add(10, 'second');
    clock.fire();
    expect(log).toEqual(['first', 'second', 'now']);
    clock.fire();
    expect(log).toEqual(['first', 'second', 'now', 'later']);
    expect(clock.armed).toBeUndefined();
  });

  test('one that runs all that is due leaves nothing to run twice', () => {
    const { clock, deadlines, log, add } = rig();
    deadlines.add(10, false, () => {
      deadlines.runDue();
      log.push('outer');
    });
    add(10, 'inner');
    clock.fire();
    expect(log).toEqual(['inner', 'outer']);
  });

  test('one that throws is reported, and keeps no other from being run', () => {
    const { clock, deadlines, log, add, faults } = rig();
    deadlines.add(10, true, () => {
      throw new Error('no');
    });
    add(10, 'next');
    clock.fire();
    expect(faults).toEqual([new Error('no')]);
    expect(log).toEqual(['next']);
    expect(clock.armed).toBeUndefined();
  });
});

describe('the timer', () => {
  test('is set for the first one only, and anew when another comes first', () => {
    const { clock, deadlines, add } = rig();
    add(100, 'late');
    add(200, 'later');
    expect(clock.set).toHaveLength(1);
    const soon = add(30.2, 'soon');
    expect(clock.armed?.ms).toBe(31);
    deadlines.cancel(soon);
    expect(clock.armed?.ms).toBe(100);
  });

  test('holds the process only while some deadline does', () => {
    const { clock, deadlines, add } = rig();
    const late = add(100, 'late');
    expect(clock.armed?.hold).toBe(false);
    const held = add(200, 'held', true);
    expect(clock.armed).toMatchObject({ ms: 100, hold: true });
    deadlines.setHold(late, true);
    deadlines.setHold(held, false);
    expect(clock.armed?.hold).toBe(true);
    deadlines.setHold(late, false);
    expect(clock.armed?.hold).toBe(false);
    deadlines.setHold(late, true);
    deadlines.cancel(late);
    expect(clock.armed).toMatchObject({ ms: 200, hold: false });
  });

  test('holds it no more once what was held has run', () => {
    const { clock, add } = rig();
    add(10, 'held', true);
    add(20, 'other');
    clock.fire();
    expect(clock.armed).toMatchObject({ ms: 10, hold: false });
  });

  test('is not set where the host has one', () => {
    const { clock, deadlines, log, add } = rig(false);
    add(10, 'a', true);
    clock.time = 10;
    expect(clock.set).toEqual([]);
    expect(deadlines.nextDue).toBe(10);
    deadlines.runDue();
    expect([log, deadlines.nextDue]).toEqual([['a'], undefined]);
  });
});

describe('a deadline that is over', () => {
  test('is not cancelled again, nor held', () => {
    const { clock, deadlines, log, add } = rig();
    const ran = add(0, 'ran', true);
    clock.fire();
    const cancelled = add(5, 'cancelled', true);
    deadlines.cancel(cancelled);
    for (const over of [ran, cancelled]) {
      expect(over.isOver).toBe(true);
      deadlines.cancel(over);
      deadlines.setHold(over, true);
    }
    add(10, 'last');
    expect(clock.armed).toMatchObject({ hold: false });
    clock.fire();
    expect(log).toEqual(['ran', 'last']);
  });

  test('can be cancelled after all were cleared', () => {
    const { clock, deadlines, log, add } = rig();
    const held = add(10, 'held', true);
    deadlines.clear();
    expect([clock.armed, deadlines.nextDue, held.isOver]).toEqual([undefined, undefined, true]);
    deadlines.cancel(held);
    add(10, 'next', true);
    expect(clock.armed?.hold).toBe(true);
    clock.fire();
    expect(log).toEqual(['next']);
  });
});

test('those that are cancelled do not pile up', () => {
  const { clock, deadlines, log, add } = rig(false);
  add(1_000_000, 'kept');
  const far: Deadline[] = [];
  for (let nth = 0; nth < 10_000; nth++) {
    const deadline = add(500_000 - nth, `${nth}`);
    if (nth % 100 === 0) far.push(deadline);
    else deadlines.cancel(deadline);
  }
  for (const deadline of far) deadlines.cancel(deadline);
  expect(deadlines.nextDue).toBe(1_000_000);
  clock.time = 1_000_000;
  deadlines.runDue();
  expect(log).toEqual(['kept']);
});
