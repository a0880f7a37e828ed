import { describe, expect, test } from 'vitest';
import type { TaskTimes } from '../../src/views/task-times.ts';
import { takeOld, takeSame } from '../../src/views/timing-bases.ts';
import { timingRows } from '../../src/views/timings.ts';
import { FactTape } from '../support/fact-tape.ts';

/** Three attempts: each with a step that ends, `one` to `three`; the last with an open one before that, `open`. */
function times(): TaskTimes {
  const tape = new FactTape().create('a').enter('a', 'running');
  for (const step of ['one', 'two', 'three']) {
    if (step !== 'one') tape.enter('a', 'retrying').enter('a', 'running');
    if (step === 'three') tape.stepStarted('a', 'open');
    tape.stepEnded('a', tape.stepStarted('a', step));
  }
  const rows = timingRows.start();
  for (const fact of tape.facts) timingRows.add(rows, fact, 0);
  return rows.open.get('a') as TaskTimes;
}
const attempts = ({ attempts: all }: Pick<TaskTimes, 'attempts'>) => all.map(({ attempt }) => attempt);
const names = (steps: readonly { readonly step: string }[] = []) => steps.map(({ step }) => step);

describe('what is taken out of the times of a task', () => {
  test.each([
    [0, { taken: [1, 2, 3], kept: [] }, { taken: ['one', 'two', 'three'], kept: ['open'] }],
    [1, { taken: [1, 2], kept: [3] }, { taken: ['one', 'two'], kept: ['open', 'three'] }],
    [2, { taken: [1], kept: [2, 3] }, { taken: ['one'], kept: ['two', 'open', 'three'] }],
    [3, { taken: [], kept: [1, 2, 3] }, { taken: [], kept: ['one', 'two', 'open', 'three'] }],
    [9, { taken: [], kept: [1, 2, 3] }, { taken: [], kept: ['one', 'two', 'open', 'three'] }],
  ])('where %i are kept: older attempts, and steps that ended', (most, ofAttempts, ofSteps) => {
    const [from, other] = [times(), times()];
    const old = takeOld(from, most);
    expect({ taken: attempts(old), kept: attempts(from) }).toEqual(ofAttempts);
    expect({ taken: names(old.steps), kept: names(from.steps?.all) }).toEqual(ofSteps);
    takeSame(other, old);
    expect(other).toStrictEqual(from);
  });

  test('steps go with the attempt that they belong to, also where few have ended', () => {
    const tape = new FactTape().create('a').enter('a', 'running');
    tape.stepEnded('a', tape.stepStarted('a', 'early')).enter('a', 'retrying').enter('a', 'running');
    tape.enter('a', 'retrying').enter('a', 'running');
    const rows = timingRows.start();
    for (const fact of tape.facts) timingRows.add(rows, fact, 0);
    const from = rows.open.get('a') as TaskTimes;
    expect(names(takeOld(from, 2).steps)).toEqual(['early']);
    expect(from.steps?.all).toEqual([]);
  });

  test('of a task without steps and attempts is nothing', () => {
    const rows = timingRows.start();
    for (const fact of new FactTape().create('a').facts) timingRows.add(rows, fact, 0);
    const from = rows.open.get('a') as TaskTimes;
    const old = takeOld(from, 1);
    expect(old).toEqual({ attempts: [], steps: [] });
    takeSame(from, old);
    expect([from.attempts, from.steps]).toEqual([[], undefined]);
  });
});
