import type { DraftOf } from '../model/facts.ts';
import type { Filter } from '../ports/filter.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { TaskView } from '../ports/task-view.ts';
import { birthOf } from './birth.ts';
import { pathOf } from './paths.ts';
import { type Standing, standingOf } from './standing.ts';

/** Whether every field that is given holds for a task. `where` is asked last, and only of tasks that fit otherwise. */
export function matches(
  filter: Filter,
  source: FactSource,
  position: Position,
  toView: (position: Position) => TaskView,
): boolean {
  return fits(filter, source, position) && (filter.where === undefined || filter.where(toView(position)));
}

/** Whether a filter picks every task. */
export function picksAll(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/** The stages that a field names, as a list. */
export function stagesIn(stage: string | readonly string[]): readonly string[] {
  return typeof stage === 'string' ? [stage] : stage;
}

function fits(filter: Filter, source: FactSource, position: Position): boolean {
  const asksStanding = filter.stage ?? filter.not ?? filter.phase ?? filter.outcome;
  if (!fitsBirth(filter, birthOf(source, position)) || !fitsPlace(filter, source, position)) return false;
  return asksStanding === undefined || fitsStanding(filter, standingOf(source, position));
}

function fitsBirth({ key, path, name, tag, parent }: Filter, birth: DraftOf<'task_created'>): boolean {
  return (
    is(key, birth.key) &&
    is(path, pathOf(birth)) &&
    (name === undefined || isNamed(name, birth.name)) &&
    (tag === undefined || birth.tags?.includes(tag) === true) &&
    (parent === undefined || birth.parent === parent?.id)
  );
}

/** Ids are made when they are asked for. */
function fitsPlace({ id, since, before }: Filter, source: FactSource, position: Position): boolean {
  if (id !== undefined && source.idOf(position) !== id) return false;
  if (since === undefined && before === undefined) return true;
  const timestamp = source.timestamp(source.createdSeq(position));
  return (since === undefined || timestamp >= Number(since)) && (before === undefined || timestamp < Number(before));
}

function fitsStanding({ stage, not, phase, outcome }: Filter, standing: Standing): boolean {
  return (
    (stage === undefined || stagesIn(stage).includes(standing.stage)) &&
    (not === undefined || !stagesIn(not.stage).includes(standing.stage)) &&
    is(phase, standing.phase) &&
    is(outcome, standing.outcome)
  );
}

function is<T>(wanted: T | undefined, actual: T | undefined): boolean {
  return wanted === undefined || wanted === actual;
}

/** `search` starts at the front and leaves the expression as it was, unlike `test` with a global one. */
function isNamed(wanted: string | RegExp, name: string): boolean {
  return typeof wanted === 'string' ? wanted === name : name.search(wanted) >= 0;
}
