import type { Draft, Fact, FactOf } from '../../src/model/facts.ts';
import type { Lifecycle } from '../../src/model/lifecycle.ts';
import type { FactSource, Position } from '../../src/ports/source.ts';
import type { View } from '../../src/ports/view.ts';

export interface ArraySourceOptions {
  /** Default: the timestamp of the newest fact. */
  readonly now?: number | (() => number);
  /** Default: the monotonic clock of the newest fact. */
  readonly mono?: number | (() => number);
  /** Default: a deep copy. */
  readonly decode?: (value: unknown) => unknown;
  readonly lifecycles?: readonly Lifecycle[];
}

/** The state of a view and the number of facts that it has seen. */
interface Kept {
  readonly state: unknown;
  seen: number;
}

/** A `FactSource` over an array, which may grow after it was made. Facts are numbered 1, 2, 3, … */
export function arraySource(facts: readonly Fact[], options: ArraySourceOptions = {}): FactSource {
  const cuts = new Map<number, FactSource>();
  const folds = new Map<View<unknown>, Kept>();
  const createdFacts = () => facts.filter((fact): fact is FactOf<'task_created'> => fact.type === 'task_created');
  const created = (task: Position) => createdFacts()[task] as FactOf<'task_created'>;
  const factsOf = (task: Position) => facts.filter((fact) => fact.taskId === created(task).taskId);

  return {
    get seq() {
      return facts.at(-1)?.seq ?? 0;
    },
    get taskCount() {
      return createdFacts().length;
    },
    now: () => read(options.now, facts.at(-1)?.timestamp ?? 0),
    monotonic: () => read(options.mono, facts.at(-1)?.mono ?? 0),
    facts: (since = 0) => facts.filter((fact) => fact.seq > since),
    fact: (seq) => facts.find((fact) => fact.seq === seq),
    draft: (seq) => draftOf(facts.find((fact) => fact.seq === seq) as Fact),
    timestamp: (seq) => (facts.find((fact) => fact.seq === seq) as Fact).timestamp,
    newest: (type) => facts.findLast((fact) => fact.type === type)?.seq ?? 0,
    factsOf,
    created,
    latest: (task) => factsOf(task).findLast((fact) => fact.type === 'stage_changed'),
    createdSeq: (task) => created(task).seq,
    latestSeq: (task) => factsOf(task).findLast((fact) => fact.type === 'stage_changed')?.seq ?? 0,
    recordBefore: (seq) => {
      const { taskId } = facts.find((fact) => fact.seq === seq) as Fact;
      return (
        facts.findLast((fact) => fact.type === 'stage_changed' && fact.taskId === taskId && fact.seq < seq)?.seq ?? 0
      );
    },
    idOf: (task) => created(task).taskId,
    positionOf: (taskId) => {
      const at = createdFacts().findIndex((fact) => fact.taskId === taskId);
      return at < 0 ? undefined : at;
    },
    fold: <S>(view: View<S>) => foldFrom(folds, view, facts),
    lifecycle: (name) => options.lifecycles?.find((lifecycle) => lifecycle.name === name),
    decode: options.decode ?? ((value) => structuredClone(value)),
    upTo: (seq) => {
      const cut =
        cuts.get(seq) ??
        arraySource(
          facts.filter((fact) => fact.seq <= seq),
          past(options),
        );
      cuts.set(seq, cut);
      return cut;
    },
  };
}

function draftOf({ seq: _seq, timestamp: _timestamp, mono: _mono, taskId: _taskId, ...draft }: Fact): Draft {
  return draft;
}

function foldFrom<S>(folds: Map<View<unknown>, Kept>, view: View<S>, facts: readonly Fact[]): S {
  const kept = folds.get(view) ?? { state: view.start(), seen: 0 };
  folds.set(view, kept);
  for (; kept.seen < facts.length; kept.seen += 1) view.add(kept.state as S, facts[kept.seen] as Fact);
  return kept.state as S;
}

/** A moment of the past has the clocks of its newest fact. */
function past({ now: _now, mono: _mono, ...rest }: ArraySourceOptions): ArraySourceOptions {
  return rest;
}

function read(clock: number | (() => number) | undefined, otherwise: number): number {
  return typeof clock === 'function' ? clock() : (clock ?? otherwise);
}
