import type { RawDraft } from '../model/commands.ts';
import type { TransitionError } from '../model/errors.ts';
import type { DraftOf } from '../model/facts.ts';

/** A literal where it can be: to spread the two records of a usual start costs ten times as much. */
export function together(creation: RawDraft, more: readonly RawDraft[]): readonly RawDraft[] {
  return more.length === 2 ? [creation, more[0] as RawDraft, more[1] as RawDraft] : [creation, ...more];
}

export function rejection({ from, to, legal, code }: TransitionError): DraftOf<'rejected'> {
  return { type: 'rejected', from, to, legal, code };
}
