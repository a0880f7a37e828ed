import { expect, test } from 'vitest';
import { etaOf } from '../../src/views/eta.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const running = () => new FactTape().pass(70).create('a').enter('a', 'running');

test('an attempt that is half done takes as long again as it took', () => {
  const { wall, mono, facts } = running();
  expect(etaOf(taskSource(facts, { now: wall + 500, mono: mono + 40 }), 0, 0.5)).toBe(40);
});

test('where nobody has the clock of the owner, the wall clock tells', () => {
  const { wall, facts } = running();
  const without = (now: number) => taskSource(facts, { now, mono: () => undefined as never });
  expect(etaOf(without(wall + 60), 0, 0.25)).toBe(180);
  expect(etaOf(without(wall - 60), 0, 0.25)).toBe(0);
});

test('a task that is active by the name of its stage alone, and never began, has taken no time', () => {
  const source = taskSource(new FactTape().create('a', { initial: 'running', lifecycle: 'lost' }).pass(50).facts);
  expect(etaOf(source, 0, 0.5)).toBe(0);
});

test('without a past and without a report nothing is told', () => {
  expect(etaOf(taskSource(running().facts), 0, undefined)).toBeUndefined();
});
