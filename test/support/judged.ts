import type { Command, Entry, RawDraft } from '../../src/model/commands.ts';
import { TransitionError } from '../../src/model/errors.ts';
import type { Draft } from '../../src/model/facts.ts';
import type { Lifecycle } from '../../src/model/lifecycle.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { decide } from '../../src/rules/decide.ts';
import { evolve } from '../../src/rules/evolve.ts';
import { initialState, type TaskState } from '../../src/rules/state.ts';

/** How a task of the default lifecycle comes to each of its stages. */
const ways: Readonly<Record<string, readonly string[]>> = {
  not_started: [],
  pending: ['pending'],
  running: ['running'],
  paused: ['running', 'paused'],
  retrying: ['running', 'retrying'],
  interrupted: ['running', 'interrupted'],
  succeeded: ['running', 'succeeded'],
  failed: ['running', 'failed'],
  timed_out: ['running', 'timed_out'],
  stopped: ['running', 'stopped'],
  cancelled: ['running', 'cancelled'],
  skipped: ['skipped'],
};

/** One task that is judged by the rules alone: no engine, no journal, and a clock that a test moves. */
export class Judged {
  readonly state: TaskState;
  readonly drafts: RawDraft[] = [];
  mono = 0;

  constructor(lifecycle: Lifecycle = taskLifecycle) {
    this.state = initialState(lifecycle);
  }

  static in(stage: string): Judged {
    return new Judged().move(...(ways[stage] ?? [])).forget();
  }

  pass(ms: number): this {
    this.mono += ms;
    return this;
  }

  /** Judges a command, and applies what it brings about. */
  give(command: Command): readonly RawDraft[] {
    const drafts = decide(this.state, command);
    for (const draft of drafts) {
      const seq = this.drafts.push(draft);
      evolve(this.state, draft as Draft, { seq, timestamp: 1000 + this.mono, mono: this.mono });
    }
    return drafts;
  }

  move(...stages: readonly string[]): this {
    for (const to of stages) this.enter(to);
    return this;
  }

  enter(to: string, entry: Entry = {}): readonly RawDraft[] {
    return this.give({ do: 'transition', from: this.state.stage, to, entry });
  }

  /** What was brought about before is of no interest. The numbers of facts go on. */
  forget(): this {
    this.drafts.fill({ type: 'heartbeat' });
    return this;
  }

  /** The error of a command that is refused, and leaves the state as it was. */
  refusal(command: Command): TransitionError {
    const before = textOf(this.state);
    try {
      this.give(command);
    } catch (error) {
      if (error instanceof TransitionError && textOf(this.state) === before) return error;
      throw error;
    }
    throw new Error(`'${command.do}' was not refused in '${this.state.stage}'`);
  }
}

function textOf(state: TaskState): string {
  return JSON.stringify({ ...state, lifecycle: state.lifecycle.name });
}

/** A draft as plain data, without what is undefined. */
export function plain(drafts: readonly RawDraft[]): unknown {
  return drafts.map((draft) => Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)));
}

/** Drafts in short: the stages that records lead to, the types of all else. */
export function moves(drafts: readonly RawDraft[]): string {
  return drafts.map((draft) => ('to' in draft ? draft.to : draft.type)).join(' ');
}
