import { describe, expect, it } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { taskStages } from '../../src/model/task-stages.ts';
import { cells, stages } from '../support/roads.ts';

describe('the roads of the default lifecycle', () => {
  it('has the twelve stages of the table, in its order', () => {
    expect(cells).toHaveLength(144);
    expect(taskLifecycle.stages).toEqual(stages);
  });

  it.each(cells)('$from to $to: $cell', ({ from, to, cell }) => {
    expect(taskLifecycle.canMove(from, to)).toBe(cell === 'yes');
    expect(taskLifecycle.next(from).includes(to)).toBe(cell === 'yes');
  });
});

describe('the default lifecycle, which is not checked when it is made', () => {
  it('is what defineLifecycle makes of its table', () => {
    const defined = defineLifecycle({ name: 'task', stages: taskStages });
    const { name, initial, stages: names, definition } = taskLifecycle;
    expect({ name, initial, stages: names, definition }).toEqual({ ...defined });
    expect(cells.map(({ from, to }) => taskLifecycle.road(from, to))).toEqual(
      cells.map(({ from, to }) => defined.road(from, to)),
    );
  });

  it('is frozen to its leaves', () => {
    expect(taskLifecycle).toSatisfy(Object.isFrozen);
    expect(taskLifecycle.definition.stages.running.to).toSatisfy(Object.isFrozen);
  });
});

describe('the stages of the default lifecycle', () => {
  it.each([
    ['not_started', 'idle', undefined],
    ['pending', 'waiting', undefined],
    ['running', 'active', undefined],
    ['paused', 'paused', undefined],
    ['retrying', 'waiting', undefined],
    ['interrupted', 'paused', undefined],
    ['succeeded', 'done', 'success'],
    ['failed', 'done', 'failure'],
    ['timed_out', 'done', 'timeout'],
    ['stopped', 'done', 'stopped'],
    ['cancelled', 'done', 'cancelled'],
    ['skipped', 'done', 'skipped'],
  ])('%s is %s, outcome %s', (stage, phase, outcome) => {
    expect(taskLifecycle.phaseOf(stage)).toBe(phase);
    expect(taskLifecycle.outcomeOf(stage)).toBe(outcome);
  });

  it('begins in not_started and is called task', () => {
    expect(taskLifecycle.initial).toBe('not_started');
    expect(taskLifecycle.name).toBe('task');
  });

  it('reaches every stage but its beginning from pending, and none from a done stage', () => {
    for (const stage of stages) {
      expect(taskLifecycle.canReach('pending', stage)).toBe(stage !== 'not_started');
      expect(taskLifecycle.canReach('succeeded', stage)).toBe(false);
    }
  });
});
