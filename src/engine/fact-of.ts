import type { Draft, DraftOf, Fact, Stamp } from '../model/facts.ts';
import { Move } from '../model/move.ts';

type Observation = DraftOf<'changed'>;

/**
 * A draft as the fact that it has become. The stamp comes first: to spread a draft and then add to it would cost ten
 * times as much.
 * @param taskId absent for a fact about no task
 */
export function factOf({ seq, timestamp, mono }: Stamp, taskId: string | undefined, draft: Draft): Fact {
  if (taskId === undefined) return { seq, timestamp, mono, ...draft } as Fact;
  if (draft instanceof Move) return factOfMove({ seq, timestamp, mono }, taskId, draft);
  if (draft.type === 'changed' && isUsual(draft)) return factOfObservation({ seq, timestamp, mono }, taskId, draft);
  return { seq, timestamp, mono, taskId, ...draft } as Fact;
}

/** Whether it says nothing but what every observation says. */
function isUsual({ transform, lossy, more }: Observation): boolean {
  return transform === undefined && lossy === undefined && more === undefined;
}

function factOfObservation({ seq, timestamp, mono }: Stamp, taskId: string, draft: Observation): Fact {
  const { type, target, attempt, changes } = draft;
  return { seq, timestamp, mono, taskId, type, target, attempt, changes };
}

/** Written out, since most facts are such ones and a literal is made many times faster than a spread. */
function factOfMove({ seq, timestamp, mono }: Stamp, taskId: string, { type, from, to, attempt, reason }: Move): Fact {
  if (reason === undefined) return { seq, timestamp, mono, taskId, type, from, to, attempt };
  return { seq, timestamp, mono, taskId, type, from, to, attempt, reason };
}
