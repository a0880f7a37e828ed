import { TransitionError } from '../model/errors.ts';
import type { TaskState } from './state.ts';

/** No road leads from where the task is to where it was asked to go. */
export function illegal(state: TaskState, to: string): TransitionError {
  const legal = state.lifecycle.next(state.stage);
  const known = state.lifecycle.stages.includes(to);
  const why = known ? 'no road leads there' : `'${to}' is not a stage of lifecycle '${state.lifecycle.name}'`;
  return new TransitionError('illegal', `A task in '${state.stage}' cannot move to '${to}': ${why}.`, advice(state), {
    from: state.stage,
    to,
    legal,
  });
}

/** A road leads there, but something outside of the task forbids to take it now. */
export function forbidden(state: TaskState, to: string, because: string): TransitionError {
  const legal = state.lifecycle.next(state.stage).filter((stage) => state.lifecycle.phaseOf(stage) !== 'active');
  const message = `A task in '${state.stage}' cannot move to '${to}' yet: ${because}.`;
  const fix = 'Wait for the tasks that it comes after, or leave the option `after` out.';
  return new TransitionError('illegal', message, fix, { from: state.stage, to, legal });
}

/** Compare and set found another stage. */
export function stale(state: TaskState, from: string, to: string): TransitionError {
  const message = `The task is in '${state.stage}', no longer in '${from}', so that it was not moved to '${to}'.`;
  const fix = 'Read status() again and decide anew from the stage that it shows.';
  return new TransitionError('stale', message, fix, {
    from: state.stage,
    to,
    legal: state.lifecycle.next(state.stage),
  });
}

/** A command that does not fit the stage, although it asks for no other one. */
export function closed(state: TaskState, what: string): TransitionError {
  const message = `A task in '${state.stage}' does not take '${what}'.`;
  return new TransitionError('illegal', message, advice(state), {
    from: state.stage,
    to: state.stage,
    legal: state.lifecycle.next(state.stage),
  });
}

function advice(state: TaskState): string {
  if (state.phase === 'done') return 'A done stage is final: begin a new task, or add a note with task.note().';
  return `Move to one of: ${state.lifecycle.next(state.stage).join(', ')}.`;
}
