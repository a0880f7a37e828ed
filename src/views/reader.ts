import type { Change } from '../model/change.ts';
import type { Fact } from '../model/facts.ts';
import type { Rejection, StatusSummary, TaskMetadata } from '../model/records.ts';
import { checkText } from '../model/shape.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Timing, TimingSummary } from '../model/timing.ts';
import type { Filter } from '../ports/filter.ts';
import type { ChangeFilter, Reader, SnapshotFilter, TimingFilter, TimingSummaryFilter } from '../ports/reader.ts';
import type { RecordedWords } from '../ports/recorded-words.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { TaskView, TreeNode } from '../ports/task-view.ts';
import { candidatesFor } from './candidates.ts';
import { changesOf } from './change-list.ts';
import { type Counts, countStages, countsOf } from './counts.ts';
import { evolutionOf } from './evolution.ts';
import { picksAll, matches } from './filter.ts';
import { checkFilter } from './filter-check.ts';
import { newestAt } from './paths.ts';
import { present } from './present.ts';
import { recordedFilter } from './recorded-filter.ts';
import { rejectionsOf } from './rejections.ts';
import { resultsOf, resultsOfTasks } from './results.ts';
import { sinceIn } from './since.ts';
import { snapshotsOf } from './snapshot-list.ts';
import { standingOf } from './standing.ts';
import { summaryOf } from './summary.ts';
import { taskMetadataOf } from './task-metadata.ts';
import { TaskReading } from './task-reading.ts';
import { timingSummaryOf } from './timing-summary.ts';
import { timingsOf } from './timings.ts';
import { treeOf } from './tree.ts';

/**
 * The one implementation of `Reader`: of the live tracker, of a moment of the past, of a journal.
 *
 * 1. It keeps nothing: each read asks the folds of its source, which take in only what is new.
 * 2. A read that takes a filter checks it first, and costs what the filter may find, not what there is.
 */
export class FactReader<T extends TaskView = TaskView> implements Reader {
  readonly #facts: FactSource;
  readonly #toView: (position: Position) => T;
  readonly #words: RecordedWords | undefined;

  /**
   * @param toView makes the tasks that are handed out
   * @param words where the record has other words than the host
   */
  constructor(source: FactSource, toView: (position: Position) => T, words?: RecordedWords) {
    this.#facts = source;
    this.#toView = toView;
    this.#words = words;
  }

  get(id: string): T | undefined {
    checkText(id, 'id');
    return this.#view(this.#source().positionOf(id) ?? this.#source().positionOf(this.#known(id)));
  }
  find(path: string): T | undefined {
    checkText(path, 'path');
    return this.#view(newestAt(this.#source(), this.#words?.path(path) ?? path));
  }
  list(filter: Filter = {}): readonly T[] {
    return Object.freeze(this.#picked(filter).map((position) => this.#toView(position)));
  }
  counts(filter: Filter = {}): Counts {
    const picked = this.#selected(filter);
    return picked
      ? countStages(
          picked.map((position) => standingOf(this.#facts, position).stage),
          this.#facts,
          this.#workOnly(filter),
        )
      : countsOf(this.#source());
  }
  summary(): StatusSummary {
    return summaryOf(this.#source());
  }
  tree(): readonly TreeNode[] {
    return treeOf(this.#source(), this.#toView);
  }
  results(filter: Filter = {}): ReadonlyMap<string, unknown> {
    const picked = this.#selected(filter);
    return picked ? resultsOfTasks(this.#source(), picked) : resultsOf(this.#source());
  }
  metadata(work: string, task?: string): TaskMetadata | undefined {
    return taskMetadataOf(this.#source(), this.#known(work), task === undefined ? undefined : this.#known(task));
  }
  timings(filter: TimingFilter = {}): readonly Timing[] {
    checkFilter(filter, ['unit']);
    const { unit, ...tasks } = filter;
    return timingsOf(this.#source(), this.#test(tasks), unit);
  }
  timingSummary(filter: TimingSummaryFilter = {}): readonly TimingSummary[] {
    checkFilter(filter, ['unit', 'by']);
    const { unit, by, ...tasks } = filter;
    return timingSummaryOf(this.#source(), present({ unit, by, accept: this.#test(tasks), gone: this.#goneOf(tasks) }));
  }
  changes(filter: ChangeFilter = {}): readonly Change[] {
    checkFilter(filter, ['target', 'type']);
    const { target, type, ...tasks } = filter;
    return changesOf(this.#source(), present({ target: this.#knownPath(target), type, task: this.#test(tasks) }));
  }
  snapshots(filter: SnapshotFilter = {}): readonly Snapshot[] {
    checkFilter(filter, ['label']);
    const { label, ...tasks } = filter;
    return snapshotsOf(this.#source(), present({ label: label && this.#known(label), task: this.#test(tasks) }));
  }
  evolution(target: string): readonly unknown[] {
    checkText(target, 'target');
    return evolutionOf(this.#source(), this.#knownPath(target) ?? target);
  }
  rejections(filter: Filter = {}): readonly Rejection[] {
    const test = this.#test(filter);
    const all = rejectionsOf(this.#source());
    return Object.freeze(test ? all.filter(({ taskId }) => test(taskId)) : all);
  }
  facts(options?: { since?: number }): Iterable<Fact> {
    return this.#source().facts(sinceIn(options));
  }

  /** What is due to be let go is let go first, so that all reads agree. */
  #source(): FactSource {
    this.#facts.settle();
    return this.#facts;
  }
  #view(position: Position | undefined): T | undefined {
    return position === undefined ? undefined : this.#toView(position);
  }
  /** As it stands in the record. */
  #known(name: string): string {
    return this.#words?.key(name) ?? name;
  }
  #knownPath(path: string | undefined): string | undefined {
    return path && this.#words ? this.#words.path(path) : path;
  }
  /** The tasks that a filter picks, in order of creation. */
  #picked(asked: Filter): readonly Position[] {
    checkFilter(asked);
    const filter = recordedFilter(asked, this.#words);
    const candidates = candidatesFor(filter, this.#source());
    const fits = (position: Position) =>
      this.#facts.has(position) && matches(filter, this.#facts, position, this.#toView);
    return picksAll(filter) ? candidates : candidates.filter(fits);
  }
  /** The same; undefined where the filter picks every task. */
  #selected(filter: Filter): readonly Position[] | undefined {
    checkFilter(filter);
    return picksAll(filter) ? undefined : this.#picked(filter);
  }
  /** The work that a filter names, where it asks for nothing else. */
  #workOnly({ name, ...rest }: Filter): string | undefined {
    return typeof name === 'string' && picksAll(rest) ? (this.#words?.name(name) ?? name) : undefined;
  }
  /** What was let go counts where a filter picks every task, or all of one work. */
  #goneOf(filter: Filter): { readonly work?: string } | undefined {
    const work = this.#workOnly(filter);
    return work !== undefined || picksAll(filter) ? present({ work }) : undefined;
  }
  /** Whether a task is picked, by its id; undefined where every task is. */
  #test(filter: Filter): ((taskId: string) => boolean) | undefined {
    const ids = this.#selected(filter)?.map((position) => this.#facts.idOf(position));
    const picked = ids && new Set(ids);
    return picked && ((taskId) => picked.has(taskId));
  }
}

/** A reader that hands out plain views. */
export function readerOf(source: FactSource, words?: RecordedWords): FactReader<TaskReading> {
  return new FactReader(source, (position) => new TaskReading(source, position), words);
}
