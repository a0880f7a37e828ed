import type { Command, Entry, RawDraft } from '../model/commands.ts';
import { ValidationError } from '../model/errors.ts';
import type { Draft } from '../model/facts.ts';
import type { Lifecycle, Role } from '../model/lifecycle.ts';
import { decide } from '../rules/decide.ts';
import { evolve } from '../rules/evolve.ts';
import { initialState, type TaskState } from '../rules/state.ts';
import { shortestRoutes } from './routes.ts';

const nothing: Entry = {};

/** The methods of `Task` that ask for a stage. */
const asks: Readonly<Record<string, Role>> = {
  queue: 'queue',
  start: 'start',
  pause: 'pause',
  resume: 'start',
  retry: 'retry',
  succeed: 'succeed',
  fail: 'fail',
  skip: 'skip',
};
const requests: Readonly<Record<string, 'stopped' | 'cancelled'>> = { stop: 'stopped', cancel: 'cancelled' };

/** The state of a task alone: commands are judged and applied by the rules, and nothing else is needed. */
export class PaperTask {
  readonly #state: TaskState;
  #seq = 0;

  constructor(lifecycle: Lifecycle) {
    this.#state = initialState(lifecycle);
  }

  get stage(): string {
    return this.#state.stage;
  }

  /** Goes to a stage by a shortest route. @throws ValidationError for a stage that cannot be reached */
  goTo(stage: string): this {
    const route = shortestRoutes(this.#state.lifecycle).get(stage);
    if (!route) throw unreachable(stage, this.#state.lifecycle);
    for (const next of route.slice(1)) this.move(this.stage, next);
    return this;
  }

  /**
   * Gives a command: a method of `Task`, a stage to move to, or `from → to`, which is compare and set.
   * @returns the stages that it enters
   * @throws TransitionError where the command is refused
   */
  command(word: string): readonly string[] {
    const [from, to] = word.split(/→|->/, 2).map((stage) => stage.trim());
    if (to !== undefined) return this.move(from as string, to);
    return this.#apply(commandOf(word) ?? { do: 'transition', from: this.stage, to: word, entry: nothing });
  }

  move(from: string, to: string): readonly string[] {
    return this.#apply({ do: 'transition', from, to, entry: nothing });
  }

  #apply(command: Command): readonly string[] {
    const drafts = decide(this.#state, command);
    for (const draft of drafts) evolve(this.#state, draft as Draft, { seq: ++this.#seq, timestamp: 0, mono: 0 });
    return drafts.flatMap(stageIn);
  }
}

function commandOf(word: string): Command | undefined {
  if (Object.hasOwn(asks, word)) {
    return { do: 'ask', role: asks[word] as Role, entry: word === 'resume' ? { reason: 'resumed' } : nothing };
  }
  if (!Object.hasOwn(requests, word)) return undefined;
  return { do: 'request', outcome: requests[word] as 'stopped', hasBody: false, entry: nothing };
}

function stageIn(draft: RawDraft): readonly string[] {
  return draft.type === 'stage_changed' ? [draft.to] : [];
}

function unreachable(stage: string, { name, stages }: Lifecycle): ValidationError {
  const message = `No task of lifecycle '${name}' comes to '${stage}'.`;
  return new ValidationError('unknown_stage', message, `Give one of: ${stages.join(', ')}.`, 'stage');
}
