import type { Fact } from '../model/facts.ts';

/** The fact with which the newest attempt of a task began; 0 where none did. @param facts of the task */
export function attemptStart(facts: readonly Fact[]): number {
  const records = facts.filter((fact) => fact.type === 'stage_changed');
  const attempt = records.at(-1)?.attempt ?? 0;
  return attempt === 0 ? 0 : (records.find((fact) => fact.attempt === attempt)?.seq ?? 0);
}
