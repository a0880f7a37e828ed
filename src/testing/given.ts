import { TrackerError, TransitionError } from '../model/errors.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import { PaperTask } from './paper-task.ts';

/** What must come of a command. Each check throws when something else does. */
export interface Then {
  /** It enters these stages, all of them, in this order. A task that goes straight to work comes by `pending`. */
  thenMoved(...stages: readonly string[]): void;
  /** It enters no stage, and is not refused. */
  thenNothing(): void;
  /** It is refused. */
  thenRefused(code: 'illegal' | 'stale'): void;
}

export interface Given {
  /** A task that came to this stage by a shortest way. @throws ValidationError for a stage that cannot be reached */
  at(stage: string): {
    /**
     * @param command a method of `Task` that moves it (`start`, `succeed`, `cancel`, …), a stage to move to, or
     * `'running → succeeded'`, which is compare and set
     */
    when(command: string): Then;
  };
}

/**
 * The rules of a lifecycle, tried on paper: no tracker, no clock. A task of it has no body, as one that the host drives.
 *
 * @example
 * given(taskLifecycle).at('not_started').when('start').thenMoved('pending', 'running');
 * given(taskLifecycle).at('succeeded').when('start').thenRefused('illegal');
 * given(taskLifecycle).at('running').when('pending → succeeded').thenRefused('stale');
 */
export function given(lifecycle: Lifecycle): Given {
  return { at: (stage) => ({ when: (command) => thenOf(lifecycle, stage, command) }) };
}

type Answer = { readonly moved: readonly string[] } | { readonly refusal: TransitionError };

function thenOf(lifecycle: Lifecycle, stage: string, command: string): Then {
  const answer = answerOf(new PaperTask(lifecycle).goTo(stage), command);
  const expect = (wanted: string, isSo: boolean) => {
    if (!isSo) throw otherwise(`'${command}' of a task in '${stage}'`, wanted, answer);
  };
  return {
    thenMoved: (...stages) => expect(movedText(stages), stages.length > 0 && answerText(answer) === movedText(stages)),
    thenNothing: () => expect(movedText([]), answerText(answer) === movedText([])),
    thenRefused: (code) => expect(`was refused (${code})`, 'refusal' in answer && answer.refusal.code === code),
  };
}

function answerOf(task: PaperTask, command: string): Answer {
  try {
    return { moved: task.command(command) };
  } catch (error) {
    if (error instanceof TransitionError) return { refusal: error };
    throw error;
  }
}

function answerText(answer: Answer): string {
  if ('moved' in answer) return movedText(answer.moved);
  const { code, message, legal } = answer.refusal;
  return `was refused (${code}): ${message} Legal are: ${legal.join(', ') || 'none'}`;
}

function movedText(stages: readonly string[]): string {
  return stages.length === 0 ? 'moved nothing' : `moved to ${stages.join(' → ')}`;
}

function otherwise(what: string, wanted: string, answer: Answer): TrackerError {
  const message = `Expected that ${what} ${wanted}, but it ${answerText(answer)}.`;
  return new TrackerError('otherwise', message, 'Mend the lifecycle, or what is expected of it.');
}
