import type { FactOf } from '../model/facts.ts';
import type { Filter } from '../ports/filter.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { TaskView } from '../ports/task-view.ts';
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
  if (!fitsCreation(filter, source.created(position))) return false;
  return asksStanding === undefined || fitsStanding(filter, standingOf(source, position));
}

function fitsCreation(filter: Filter, created: FactOf<'task_created'>): boolean {
  const { id, key, path, name, tag, parent } = filter;
  return (
    is(id, created.taskId) &&
    is(key, created.key) &&
    is(path, pathOf(created)) &&
    (name === undefined || isNamed(name, created.name)) &&
    (tag === undefined || created.tags?.includes(tag) === true) &&
    (parent === undefined || created.parent === parent?.id) &&
    isWithin(filter, created.timestamp)
  );
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

function isWithin({ since, before }: Filter, timestamp: number): boolean {
  return (since === undefined || timestamp >= Number(since)) && (before === undefined || timestamp < Number(before));
}
