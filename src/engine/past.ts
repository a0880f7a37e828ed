import { beforeFloor } from '../model/expired.ts';
import type { Draft, Fact, FactOf, FactType, Stamp } from '../model/facts.ts';
import type { FactSource, Position, Visitor } from '../ports/source.ts';
import type { View } from '../ports/view.ts';
import { beginningOf, type Forward } from './forward.ts';
import { Lens } from './lens.ts';

/** A source up to and with one fact. It never changes, but for what is let go. */
export class Past implements FactSource {
  readonly seq: number;
  readonly taskCount: number;
  readonly #source: FactSource;
  readonly #forward: Forward;
  /** For what a later moment was asked for since. Made anew when something was let go: all moments agree. */
  #lens: Lens | undefined;
  #lettings = 0;
  readonly #last: Omit<Stamp, 'seq'> | undefined;

  /**
   * @param last the clocks at its last fact
   * @param forward shared by the moments of one source
   */
  constructor(
    source: FactSource,
    seq: number,
    taskCount: number,
    last: Omit<Stamp, 'seq'> | undefined,
    forward: Forward,
  ) {
    this.#source = source;
    this.seq = seq;
    this.taskCount = taskCount;
    this.#last = last;
    this.#forward = forward;
  }

  now(): number {
    return this.#last?.timestamp ?? 0;
  }

  monotonic(): number {
    return this.#last?.mono ?? 0;
  }

  get floor(): number {
    return this.#source.floor;
  }

  get lettings(): number {
    return this.#source.lettings;
  }

  *facts(since = 0): Iterable<Fact> {
    for (const fact of this.#source.facts(since)) {
      if (fact.seq > this.seq) return;
      yield fact;
    }
  }

  visit(since: number, types: ReadonlySet<FactType> | undefined, visitor: Visitor): void {
    this.#source.visit(since, types, visitor, this.seq);
  }

  /** What it shows may be let go meanwhile: that is not for it to decide. */
  settle(): void {}

  positions(): readonly Position[] {
    return this.#source.positions().filter((position) => position < this.taskCount);
  }

  has(task: Position): boolean {
    return task < this.taskCount && this.#source.has(task);
  }

  fact(seq: number): Fact | undefined {
    return seq <= this.seq ? this.#source.fact(seq) : undefined;
  }

  draft(seq: number): Draft {
    return this.#source.draft(seq);
  }

  timestamp(seq: number): number {
    return this.#source.timestamp(seq);
  }

  newest(type: FactType): number {
    return this.#source.newest(type);
  }

  factsOf(task: Position): readonly Fact[] {
    const facts = this.#source.factsOf(task);
    const end = facts.findIndex(({ seq }) => seq > this.seq);
    return end < 0 ? facts : facts.slice(0, end);
  }

  created(task: Position): FactOf<'task_created'> {
    return this.#source.created(task);
  }

  createdSeq(task: Position): number {
    return this.#source.createdSeq(task);
  }

  latest(task: Position): FactOf<'stage_changed'> | undefined {
    const latest = this.#source.latest(task);
    if (!latest || latest.seq <= this.seq) return latest;
    return this.factsOf(task).findLast((fact) => fact.type === 'stage_changed');
  }

  latestSeq(task: Position): number {
    const seq = this.#source.latestSeq(task);
    return seq <= this.seq ? seq : (this.latest(task)?.seq ?? 0);
  }

  recordBefore(seq: number): number {
    return this.#source.recordBefore(seq);
  }

  idOf(task: Position): string {
    return this.#source.idOf(task);
  }

  positionOf(taskId: string): Position | undefined {
    const position = this.#source.positionOf(taskId);
    return position !== undefined && position < this.taskCount ? position : undefined;
  }

  fold<S>(view: View<S>): S {
    if (this.seq < this.floor) throw beforeFloor(this.seq, this.floor);
    const shared = this.#forward.lettings === this.lettings ? this.#forward.read(view, this.seq) : undefined;
    return shared ?? this.#ownLens().read(view);
  }

  #ownLens(): Lens {
    if (this.#lens && this.#lettings === this.lettings) return this.#lens;
    this.#lettings = this.lettings;
    this.#lens = new Lens(this, (view) => beginningOf(this.#source, view));
    return this.#lens;
  }

  lifecycle(name: string | undefined): ReturnType<FactSource['lifecycle']> {
    return this.#source.lifecycle(name);
  }

  decode(value: unknown): unknown {
    return this.#source.decode(value);
  }

  upTo(seq: number): FactSource {
    return seq >= this.seq ? this : this.#source.upTo(seq);
  }
}
