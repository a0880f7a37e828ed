import { expect, test } from 'vitest';
import { attemptStart } from '../../src/engine/attempt-start.ts';
import type { Fact } from '../../src/model/facts.ts';

const stamp = { timestamp: 0, mono: 0, taskId: 'a' };
const created: Fact = { ...stamp, seq: 1, type: 'task_created', name: 'load' };
const record = (seq: number, from: string, to: string, attempt: number): Fact => {
  return { ...stamp, seq, type: 'stage_changed', from, to, attempt };
};
const first = [created, record(2, 'not_started', 'pending', 0), record(3, 'pending', 'running', 1)];

test('the newest attempt starts with its first record', () => {
  expect(attemptStart(first)).toBe(3);
  expect(attemptStart([...first, record(4, 'running', 'retrying', 1), record(6, 'retrying', 'running', 2)])).toBe(6);
});

test('a task that never ran has none', () => {
  expect(attemptStart(first.slice(0, 2))).toBe(0);
  expect(attemptStart([created])).toBe(0);
});
