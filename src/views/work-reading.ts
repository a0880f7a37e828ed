import type { Json } from '../model/json.ts';
import type { StatusRecord, TaskStatus, WorkStatus } from '../model/status.ts';
import type { TimingSummary } from '../model/timing.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { TaskView } from '../ports/task-view.ts';
import type { LastKnown } from './last-known.ts';
import { workMetadata } from './metadata.ts';
import { StageFlags } from './stage-flags.ts';
import { present } from './present.ts';
import { type Standing, standingAt, standingOf } from './standing.ts';
import { historyOf } from './status-history.ts';
import { workTimings } from './timing-summary.ts';
import { latestValidResult, workStatusOf } from './work-status.ts';
import { workOf } from './works.ts';

const untouched: Standing = { stage: 'not_started', phase: 'idle', attempt: 0, isInterrupted: false };

/** Every task of one name, in order. Its flags are those of the newest task. */
export class WorkReading<T extends TaskView = TaskView> extends StageFlags {
  readonly name: string;
  readonly #source: FactSource;
  readonly #toView: (position: Position) => T;

  constructor(source: FactSource, name: string, toView: (position: Position) => T) {
    super();
    this.name = name;
    this.#source = source;
    this.#toView = toView;
  }

  protected get source(): FactSource {
    return this.#source;
  }
  protected standing(): Standing {
    const { newest, gone } = this.#newest();
    if (gone) return standingAt(gone.end);
    return newest === undefined ? untouched : standingOf(this.#source, newest);
  }

  /** Those that are kept. */
  get tasks(): readonly T[] {
    return Object.freeze(this.#positions().map((position) => this.#toView(position)));
  }
  /** Undefined where it was let go. */
  get latest(): T | undefined {
    const { newest } = this.#newest();
    return newest === undefined ? undefined : this.#toView(newest);
  }
  /** Of the newest task, with counts over all. */
  status(): WorkStatus {
    this.#source.settle();
    return workStatusOf(this.#source, this.name);
  }
  /** The records of the newest task; none where it was let go. */
  get statuses(): readonly TaskStatus[] {
    const { newest } = this.#newest();
    return newest === undefined ? Object.freeze([]) : typed(historyOf(this.#source, newest));
  }
  /** The records of all tasks that are kept, in the order in which they were written. */
  get history(): readonly TaskStatus[] {
    const records = this.#positions().flatMap((position) => historyOf(this.#source, position));
    return typed(Object.freeze(records.sort((one, other) => one.seq - other.seq)));
  }
  /** The work's own; its tasks have theirs. */
  get metadata(): Readonly<Record<string, Json>> {
    return workMetadata(this.#source, this.name);
  }
  /** Durations of all attempts, milliseconds; a count of 0 where none ran. */
  timings(): TimingSummary {
    this.#source.settle();
    return workTimings(this.#source, this.name);
  }
  /** The result of the newest success that was not taken back. */
  latestValidResult(): unknown {
    this.#source.settle();
    return latestValidResult(this.#source, this.name);
  }

  #positions(): readonly Position[] {
    this.#source.settle();
    return workOf(this.#source, this.name)?.tasks.list() ?? [];
  }
  /** The task that was created last: its position, or how it ended if it was let go. */
  #newest(): { readonly newest?: Position; readonly gone?: LastKnown } {
    this.#source.settle();
    const work = workOf(this.#source, this.name);
    const newest = work?.tasks.newest;
    const isGone = work?.newest && (newest ?? -1) < work.newest.position;
    return present(isGone ? { gone: work.newest } : { newest });
  }
}

function typed(records: readonly StatusRecord[]): readonly TaskStatus[] {
  return records as readonly TaskStatus[];
}
