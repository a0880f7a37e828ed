import type { StatusRecord } from '../model/status.ts';
import { fits } from './fits.ts';
import { stageText } from './history-text.ts';
import { stagedIn, taskIn } from './subjects.ts';
import { show, type Verdict, verdictOn } from './verdict.ts';

/** What is expected of a failure. Text must be equal, a RegExp must match. */
export interface ExpectedFailure {
  readonly reason?: string;
  /** Of the error, or of the record. */
  readonly message?: string | RegExp;
}

/** What a status must have, at least. A RegExp may stand for a text. */
export type ExpectedStatus = { readonly [K in keyof StatusRecord]?: StatusRecord[K] | RegExp };

/** Matchers about one task; those of stage, status and failure also take the work of a name. */
export const taskMatchers = {
  toHaveStage(received: unknown, stage: string): Verdict {
    const subject = stagedIn(received);
    const status = subject.status();
    return verdictOn(subject, status.stage === stage, `to be '${stage}'`, `is '${stageText(status)}'`);
  },

  toHaveStatus(received: unknown, expected: ExpectedStatus): Verdict {
    const subject = stagedIn(received);
    const status = subject.status();
    return verdictOn(subject, fits(status, expected), `to have the status ${show(expected)}`, `has ${show(status)}`);
  },

  toHavePassed(received: unknown, ...stages: readonly string[]): Verdict {
    const task = taskIn(received);
    const passed = task.history.map(({ stage }) => stage);
    return verdictOn(task, fits(passed, stages), `to have passed ${road(stages)}`, `passed ${road(passed)}`);
  },

  toHaveFailedWith(received: unknown, expected: ExpectedFailure = {}): Verdict {
    const subject = stagedIn(received);
    const { outcome, reason, message, error } = subject.status();
    const isFailure = outcome === 'failure' || outcome === 'timeout';
    const messages = [error?.message, message].filter((text) => text !== undefined);
    const isMessage = expected.message === undefined || messages.some((text) => fits(text, expected.message));
    const pass = isFailure && isMessage && reason === (expected.reason ?? reason);
    const was = isFailure ? `failed with ${show({ reason, messages })}` : `is '${stageText(subject.status())}'`;
    return verdictOn(subject, pass, `to have failed with ${show(expected)}`, was);
  },

  toBeSettled(received: unknown): Verdict {
    const task = taskIn(received);
    return verdictOn(task, task.isSettled, 'to be settled', `is '${stageText(task.status())}'`);
  },
} as const;

function road(stages: readonly string[]): string {
  return stages.join(' → ') || 'nothing';
}
