import { expect, test } from 'vitest';
import type { FactSource } from '../../src/ports/source.ts';
import type { View } from '../../src/ports/view.ts';
import { EngineRig } from '../support/engine-rig.ts';

/** A view that says which facts it was given, and how often one was. */
function counting() {
  const told: number[] = [];
  const view: View<number[]> = {
    name: 'counting',
    start: () => [],
    add: (state, { seq }) => {
      told.push(seq);
      state.push(seq);
    },
  };
  return { view, told };
}

function rig(tasks: number): EngineRig {
  const made = new EngineRig();
  for (let task = 0; task < tasks; task += 1) made.create('load');
  return made;
}
const upTo = (seq: number) => Array.from({ length: seq }, (_, at) => at + 1);

test('a moment after another one is told of what came between them alone', () => {
  const { ledger } = rig(6).engine;
  const { view, told } = counting();
  const [early, late] = [ledger.upTo(3), ledger.upTo(5)];
  expect(early.fold(view)).toEqual([1, 2, 3]);
  expect(late.fold(view)).toEqual(upTo(5));
  expect(told).toEqual(upTo(5));
});

test('a moment that is read again after a later one shows what it showed', () => {
  const { ledger } = rig(6).engine;
  const { view, told } = counting();
  const moments: readonly FactSource[] = [2, 6, 4].map((seq) => ledger.upTo(seq));
  for (let round = 0; round < 3; round += 1) {
    for (const moment of moments) expect(moment.fold(view)).toEqual(upTo(moment.seq));
  }
  expect(told).toEqual([...upTo(6), ...upTo(4), ...upTo(2)]);
});

test('views go forward each by itself', () => {
  const { ledger } = rig(4).engine;
  const [one, other] = [counting(), counting()];
  expect(ledger.upTo(4).fold(one.view)).toEqual(upTo(4));
  expect(ledger.upTo(2).fold(other.view)).toEqual(upTo(2));
  expect(ledger.upTo(3).fold(other.view)).toEqual(upTo(3));
  expect(other.told).toEqual(upTo(3));
});
