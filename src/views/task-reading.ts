import { expired } from '../model/expired.ts';
import type { DraftOf, FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { DefaultLifecycle } from '../model/lifecycle.ts';
import type { Annotation, Description, Progress, WhyLink } from '../model/records.ts';
import type { StatusRecord, TaskStatus } from '../model/status.ts';
import type { FactSource, Position } from '../ports/source.ts';
import type { TaskView } from '../ports/task-view.ts';
import { annotationsOf, isInvalidated } from './annotations.ts';
import { attributesOf } from './attributes.ts';
import { birthOf } from './birth.ts';
import { childrenOf, parentOf } from './children.ts';
import { descriptionOf } from './description.ts';
import { metadataOf } from './metadata.ts';
import { pathOf } from './paths.ts';
import { progressOf } from './progress.ts';
import { canMove, isCancellable, isResumable, isRetryable } from './prospects.ts';
import { resumedTo } from './resumes.ts';
import { StageFlags } from './stage-flags.ts';
import { type Standing, standingOf } from './standing.ts';
import { historyOf, statusAfter } from './status-history.ts';
import { isShareable } from './status-record.ts';
import { digestOf, type TaskDigest } from './task-digest.ts';
import { whyOf } from './why.ts';

const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/** A task as its facts tell it: live where the source is, of a moment where that was cut. It keeps no facts itself. */
export class TaskReading<R = unknown, L = DefaultLifecycle> extends StageFlags implements TaskView<R, L> {
  readonly #facts: FactSource;
  readonly #position: Position;
  #id: string | undefined;
  #created: DraftOf<'task_created'> | undefined;
  /** The newest record that was handed out, where it may be handed out again. */
  #known: StatusRecord | undefined;

  constructor(source: FactSource, position: Position) {
    super();
    this.#facts = source;
    this.#position = position;
  }

  /** @throws NotFoundError (`expired`) where the task was let go: nothing but how it ended is told any more */
  #source(): FactSource {
    if (!this.#facts.has(this.#position)) throw expired(this.#id);
    return this.#facts;
  }
  protected get source(): FactSource {
    return this.#facts;
  }
  protected get position(): Position {
    return this.#position;
  }
  /** Its source has let go of it, and what it was created with was read elsewhere. */
  protected recall(created: FactOf<'task_created'>): void {
    this.#id = created.taskId;
    this.#created = created;
  }
  /** Another task of the same source: parent and children are made by it. */
  protected at(position: Position): TaskView {
    return new TaskReading(this.#source(), position);
  }
  protected standing(): Standing {
    return standingOf(this.#source(), this.#position);
  }

  /** What it was created with never changes. */
  #birth(): DraftOf<'task_created'> {
    this.#created ??= birthOf(this.#source(), this.#position);
    return this.#created;
  }

  get id(): string {
    this.#id ??= this.#facts.idOf(this.#position);
    return this.#id;
  }
  get name(): string {
    return this.#birth().name;
  }
  get key(): string | undefined {
    return this.#birth().key;
  }
  /** The names from the root down, joined by `/`. */
  get path(): string {
    return pathOf(this.#birth());
  }
  get tags(): readonly string[] {
    return Object.freeze([...(this.#birth().tags ?? [])]);
  }
  get parent(): TaskView | undefined {
    const parent = parentOf(this.#source(), this.#position);
    return parent === undefined ? undefined : this.at(parent);
  }
  /** In order of creation. */
  get children(): readonly TaskView[] {
    return Object.freeze(childrenOf(this.#source(), this.id).map((child) => this.at(child)));
  }
  /** The id of the ended task that this one goes on from. */
  get resumedFrom(): string | undefined {
    return this.#birth().resumedFrom;
  }
  /** The id of the task that went on from this one. */
  get resumedTo(): string | undefined {
    return resumedTo(this.#source(), this.id);
  }

  /** Where it is. A method: a live property would mislead the compiler after an `await`. */
  status(): TaskStatus<R, L> {
    return this.recordAt(this.#source().latestSeq(this.#position)) as TaskStatus<R, L>;
  }
  /**
   * The record of one of its moves, by its number; 0 for where it was before the first one.
   * @param change what the move says, where that is at hand
   */
  recordAt(record: number, change?: DraftOf<'stage_changed'>): StatusRecord {
    const known = this.#known;
    const seq = record === 0 ? this.#source().createdSeq(this.#position) : record;
    if (known?.seq === seq && this.#isStillTrue(known)) return known;
    const status = statusAfter(this.#source(), this.#position, record, change);
    if (known === undefined || known.seq <= seq) this.#known = isShareable(status) ? status : undefined;
    return status;
  }
  /** Every record from the first transition on, oldest first. */
  get history(): readonly TaskStatus<R, L>[] {
    return historyOf(this.#source(), this.#position) as readonly TaskStatus<R, L>[];
  }
  get annotations(): readonly Annotation[] {
    return annotationsOf(this.#source(), this.#position);
  }
  /** 0 until the body first runs. */
  get attempt(): number {
    return this.#source().latest(this.#position)?.attempt ?? 0;
  }
  get metadata(): Readonly<Record<string, Json>> {
    return metadataOf(this.#source(), this.#position);
  }
  /** What the library noted about the task, such as `caughtError`. */
  get attributes(): Readonly<Record<string, Json>> {
    return attributesOf(this.#source(), this.#position);
  }
  /** What it reported last, else what its children amount to. Absent where neither is known. */
  get progress(): Progress | undefined {
    return progressOf(this.#source(), this.#position);
  }
  get description(): Description {
    return descriptionOf(this.#source(), this.#position);
  }

  get isResumable(): boolean {
    return isResumable(this.#source(), this.#position);
  }
  get isRetryable(): boolean {
    return isRetryable(this.#source(), this.#position);
  }
  get isCancellable(): boolean {
    return isCancellable(this.#source(), this.#position);
  }
  /** Whether a road leads from where it is to `to`. */
  can(to: string): boolean {
    return canMove(this.#source(), this.#position, to);
  }
  /** Why it is where it is: its own record, then the record that brought it about, and so on. */
  why(): readonly WhyLink[] {
    return whyOf(this.#source(), this.#position);
  }

  toJSON(): TaskDigest {
    return digestOf(this.#source(), this.#position);
  }
  [inspect](): TaskDigest | { readonly id: string | undefined; readonly expired: true } {
    return this.#facts.has(this.#position) ? this.toJSON() : { id: this.#id, expired: true };
  }

  /** A record stays true, but for a success that is taken back. */
  #isStillTrue({ valid }: StatusRecord): boolean {
    return !valid || !isInvalidated(this.#source(), this.#position);
  }
}
