import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { evolve } from '../../src/rules/evolve.ts';
import { loadState, saveState } from '../../src/rules/saved-state.ts';
import { initialState, type TaskState } from '../../src/rules/state.ts';

function lived(): TaskState {
  const state = initialState(taskLifecycle);
  const stamp = (seq: number) => ({ seq, timestamp: 0, mono: seq * 10 });
  evolve(state, { type: 'stage_changed', from: 'not_started', to: 'running', attempt: 1 }, stamp(1));
  const request = { type: 'cancel_requested', outcome: 'stopped', reason: 'requested' } as const;
  evolve(state, request, stamp(2));
  return state;
}

test('a state is the same after it was saved and loaded, whatever it was before', () => {
  const saved = JSON.parse(JSON.stringify(saveState(lived()))) as Json;
  const other = initialState(taskLifecycle);
  evolve(
    other,
    { type: 'stage_changed', from: 'x', to: 'paused', attempt: 9, message: 'm' },
    { seq: 7, timestamp: 0, mono: 1 },
  );
  other.childNames = new Map();
  loadState(other, saved);
  expect(other).toStrictEqual({ ...lived(), childNames: new Map() });
});
