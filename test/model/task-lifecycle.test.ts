import { describe, expect, it } from 'vitest';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

/** SEMANTICS, section 2, as it stands there: yes is a road, = is the same stage, . is none. */
const roads = `
| from \\ to    | not_started | pending | running | paused | retrying | interrupted | succeeded | failed | timed_out | stopped | cancelled | skipped |
| not_started  | =           | yes     | yes     | .      | .        | .           | .         | .      | .         | .       | yes       | yes     |
| pending      | .           | =       | yes     | yes    | .        | yes         | .         | yes    | yes       | yes     | yes       | yes     |
| running      | .           | .       | =       | yes    | yes      | yes         | yes       | yes    | yes       | yes     | yes       | yes     |
| paused       | .           | .       | yes     | =      | .        | yes         | .         | yes    | yes       | yes     | yes       | .       |
| retrying     | .           | yes     | yes     | .      | =        | yes         | .         | yes    | yes       | yes     | yes       | .       |
| interrupted  | .           | yes     | yes     | .      | .        | =           | .         | yes    | yes       | yes     | yes       | .       |
| succeeded    | .           | .       | .       | .      | .        | .           | =         | .      | .         | .       | .         | .       |
| failed       | .           | .       | .       | .      | .        | .           | .         | =      | .         | .       | .         | .       |
| timed_out    | .           | .       | .       | .      | .        | .           | .         | .      | =         | .       | .         | .       |
| stopped      | .           | .       | .       | .      | .        | .           | .         | .      | .         | =       | .         | .       |
| cancelled    | .           | .       | .       | .      | .        | .           | .         | .      | .         | .       | =         | .       |
| skipped      | .           | .       | .       | .      | .        | .           | .         | .      | .         | .       | .         | =       |
`;
const [head = [], ...rows] = roads
  .trim()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const columns = head.slice(1);
const cells = rows.flatMap(([from = '', ...row]) => row.map((cell, i) => ({ from, to: columns[i] ?? '', cell })));

describe('the roads of the default lifecycle', () => {
  it('has the twelve stages of the table, in its order', () => {
    expect(cells).toHaveLength(144);
    expect(taskLifecycle.stages).toEqual(columns);
  });

  it.each(cells)('$from to $to: $cell', ({ from, to, cell }) => {
    expect(taskLifecycle.canMove(from, to)).toBe(cell === 'yes');
    expect(taskLifecycle.next(from).includes(to)).toBe(cell === 'yes');
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
    for (const stage of columns) {
      expect(taskLifecycle.canReach('pending', stage)).toBe(stage !== 'not_started');
      expect(taskLifecycle.canReach('succeeded', stage)).toBe(false);
    }
  });
});
