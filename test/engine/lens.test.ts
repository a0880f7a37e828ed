import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lens } from '../../src/engine/lens.ts';
import type { Fact } from '../../src/model/facts.ts';
import type { Visitor } from '../../src/ports/source.ts';
import type { GoneTask, View } from '../../src/ports/view.ts';
import { factsBetween } from '../support/sample-facts.ts';

/** A source that a test lets grow. */
class Growing {
  readonly #facts: Fact[] = [];
  asked = 0;

  get seq(): number {
    return this.#facts.length;
  }
  visit(since: number, _types: unknown, visitor: Visitor): void {
    for (const fact of this.#facts.slice(since)) {
      this.asked++;
      visitor(fact, undefined);
    }
  }
  newest(): number {
    return this.seq;
  }
  grow(by: number): void {
    this.#facts.push(...factsBetween(this.seq + 1, this.seq + by));
  }
}

const seen: View<number[]> = { name: 'seen', start: () => [], add: (state, { seq }) => void state.push(seq) };
const moves: View<Map<string, number>> = {
  name: 'moves',
  start: () => new Map(),
  add: (state, fact) => {
    if (fact.type === 'stage_changed') state.set(fact.to, (state.get(fact.to) ?? 0) + 1);
  },
};

test('looking in any number of parts gives what looking once gives', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(7), { maxLength: 20 }), (parts) => {
      const source = new Growing();
      const lens = new Lens(source);
      for (const part of parts) {
        source.grow(part);
        lens.read(seen);
        const whole = new Lens(source);
        expect([lens.read(seen), lens.read(moves)]).toEqual([whole.read(seen), whole.read(moves)]);
      }
      expect(lens.read(seen)).toEqual(Array.from({ length: source.seq }, (_, at) => at + 1));
    }),
  );
});

test('a look takes in only what is new', () => {
  const source = new Growing();
  const lens = new Lens(source);
  source.grow(1000);
  lens.read(seen);
  source.asked = 0;
  source.grow(3);
  for (let look = 0; look < 10; look++) lens.read(seen);
  expect(source.asked).toBe(3);
});

test('two views of one name are two', () => {
  const source = new Growing();
  source.grow(2);
  const lens = new Lens(source);
  expect([lens.read(seen), lens.read({ ...moves, name: 'seen' })]).toEqual([[1, 2], new Map([['pending', 1]])]);
});

test('a fold that throws is not given the same facts twice', () => {
  const source = new Growing();
  source.grow(3);
  const lens = new Lens(source);
  const fragile: View<number[]> = {
    name: 'fragile',
    start: () => [],
    add(state, { seq }) {
      if (seq === 3 && state.length === 2) {
        state.push(0);
        throw new Error('half-way');
      }
      state.push(seq);
    },
  };
  expect(() => lens.read(fragile)).toThrow('half-way');
  expect(lens.read(fragile)).toEqual([1, 2, 0, 3]);
});

function goneTask(facts: readonly Fact[]): GoneTask {
  const created = facts.find((fact) => fact.type === 'task_created') as GoneTask['created'];
  const end = facts.findLast((fact) => fact.type === 'stage_changed') as GoneTask['end'];
  return { taskId: created.taskId, position: 0, created, end, facts };
}

test('a view that counts for ever sleeps until somebody looks, and then knows all', () => {
  const source = new Growing();
  source.grow(8);
  const lasting: View<{ seen: number[]; gone: number }> = {
    name: 'lasting',
    counted: new Set(),
    start: () => ({ seen: [], gone: 0 }),
    add: ({ seen: all }, { seq }) => void all.push(seq),
    forget: (state) => void (state.gone += 1),
    save: ({ gone }) => gone,
    load: (gone) => ({ seen: [], gone: gone as number }),
  };
  const lens = new Lens(source);
  lens.takeIn([lasting]);
  expect(source.asked).toBe(0);
  const gone = goneTask(factsBetween(1, 8));
  lens.forget(gone);
  expect(lens.save([lasting])).toEqual({ lasting: 1 });
  expect(lens.read(lasting)).toEqual({ seen: [1, 2, 3, 4, 5, 6, 7, 8], gone: 1 });
  lens.forget(gone);
  source.grow(1);
  expect(lens.read(lasting)).toEqual({ seen: [1, 2, 3, 4, 5, 6, 7, 8, 9], gone: 2 });
  expect(source.asked).toBe(9);
});
