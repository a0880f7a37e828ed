import { expect, test } from 'vitest';
import type { Entity } from '../../src/engine/entity.ts';
import { States } from '../../src/engine/states.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { initialState } from '../../src/rules/state.ts';

/** States of tasks that are done, and the positions of those that were folded anew. */
function folding(): { states: States; folded: number[] } {
  const folded: number[] = [];
  const states = new States((position) => {
    folded.push(position);
    return entityAt(position);
  });
  return { states, folded };
}

function entityAt(position: number): Entity {
  const state = initialState(taskLifecycle, 'succeeded', 'done');
  return { position, state, bound: undefined, room: 0 };
}

test('a done task that is asked for again and again is folded once, and is the same one', () => {
  const { states, folded } = folding();
  const first = states.at(7);
  for (let time = 0; time < 3; time++) expect(states.at(7)).toBe(first);
  expect(states.current(entityAt(7))).toBe(first);
  expect(folded).toEqual([7]);
});

test('so many of them stay at hand', () => {
  const { states, folded } = folding();
  for (const position of [0, 63, 0, 63]) states.at(position);
  expect(folded).toEqual([0, 63]);
  states.at(64);
  states.at(0);
  expect(folded).toEqual([0, 63, 64, 0]);
});

test('one that was let go is not at hand', () => {
  const { states, folded } = folding();
  states.at(7);
  states.forget(71);
  states.at(7);
  expect(folded).toEqual([7]);
  states.forget(7);
  states.at(7);
  expect(folded).toEqual([7, 7]);
});

test('one that is open is held as it is', () => {
  const { states, folded } = folding();
  const open: Entity = { position: 3, state: initialState(taskLifecycle), bound: undefined, room: 0 };
  states.create(open);
  expect(states.at(3)).toBe(open);
  expect([...states.held()]).toEqual([open]);
  expect(folded).toEqual([]);
});
