import type { Outcome, Phase } from '../model/phases.ts';
import type { TaskView } from './task-view.ts';

/** Which tasks: every field that is given must hold. Names are compared whole, never as substrings. */
export interface Filter {
  readonly id?: string;
  readonly key?: string;
  readonly path?: string;
  readonly name?: string | RegExp;
  readonly stage?: string | readonly string[];
  readonly not?: { readonly stage: string | readonly string[] };
  readonly phase?: Phase;
  readonly outcome?: Outcome;
  readonly tag?: string;
  /** Children of this task; `null` for the roots. */
  readonly parent?: Pick<TaskView, 'id'> | null;
  /** Created at or after this moment. */
  readonly since?: number | Date;
  /** Created before this moment. */
  readonly before?: number | Date;
  readonly where?: (task: TaskView) => boolean;
}
