import { expect, test } from 'vitest';
import { TransitionError } from '../../src/model/errors.ts';
import { closed, illegal, stale } from '../../src/rules/refusals.ts';
import { Judged } from '../support/judged.ts';

test('a road that is missing', () => {
  const error = illegal(Judged.in('paused').state, 'succeeded');
  expect(error).toBeInstanceOf(TransitionError);
  expect(error).toMatchObject({ code: 'illegal', from: 'paused', to: 'succeeded' });
  expect(error.message).toBe("A task in 'paused' cannot move to 'succeeded': no road leads there.");
  expect(error.fix).toBe('Move to one of: running, interrupted, failed, timed_out, stopped, cancelled.');
});

test('a stage that is none', () => {
  const error = illegal(Judged.in('running').state, 'suceeded');
  expect(error.message).toContain("'suceeded' is not a stage of lifecycle 'task'");
});

test('another stage than was thought', () => {
  const error = stale(Judged.in('failed').state, 'running', 'succeeded');
  expect(error).toMatchObject({ code: 'stale', from: 'failed', to: 'succeeded', legal: [] });
  expect(error.message).toBe(
    "The task is in 'failed', no longer in 'running', so that it was not moved to 'succeeded'.",
  );
});

test('a command that does not fit the stage', () => {
  const error = closed(Judged.in('stopped').state, 'progressed');
  expect(error).toMatchObject({ code: 'illegal', from: 'stopped', to: 'stopped', legal: [] });
  expect(error.fix).toBe('A done stage is final: begin a new task, or add a note with task.note().');
});
