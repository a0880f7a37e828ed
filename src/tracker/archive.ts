import { Ledger } from '../engine/ledger.ts';
import type { Lifecycles } from '../engine/lifecycles.ts';
import { replay } from '../engine/replay.ts';
import type { Retention } from '../engine/retention.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import type { StatusRecord } from '../model/status.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { FactSource } from '../ports/source.ts';
import { isTakenBack } from '../views/last-known.ts';
import { lastingViews } from '../views/lasting-views.ts';
import { recordOf } from '../views/status-record.ts';

/**
 * What was let go of memory, read from the journal. A look costs as much as reading the journal does, from where it begins
 * on; memory holds no more of it than a tracker would.
 */
export class Archive {
  readonly #journal: Journal;
  readonly #lifecycles: Lifecycles;
  readonly #retention: Retention;

  constructor(journal: Journal, lifecycles: Lifecycles, retention: Retention) {
    this.#journal = journal;
    this.#lifecycles = lifecycles;
    this.#retention = retention;
  }

  /** What a tracker knew after a fact; undefined where the journal does not reach back so far. */
  upTo(seq: number): FactSource | undefined {
    if (!this.#begins(0)) return undefined;
    const clock = new TapeClock();
    const ledger = new Ledger(clock, this.#lifecycles, { retention: this.#retention, lasting: lastingViews });
    replay(ledger, clock.told(this.#journal.read()), seq);
    ledger.settle();
    return ledger.upTo(seq);
  }

  /** The end of the longest run of facts whose last is not later than a time; 0 where there is none. */
  seqAt(time: number): number {
    let last = 0;
    for (const { seq, timestamp } of this.#journal.read()) if (timestamp <= time) last = seq;
    return last;
  }

  /** Every record of a task; undefined where the journal has none of it from its beginning on. */
  historyOf(taskId: string, source: Pick<FactSource, 'decode'>): readonly StatusRecord[] | undefined {
    const facts = [...this.#factsOf(taskId)];
    if (facts[0]?.type !== 'task_created') return undefined;
    const isValid = () => !isTakenBack(facts);
    const records = facts.filter((fact): fact is FactOf<'stage_changed'> => fact.type === 'stage_changed');
    return Object.freeze(records.map((fact) => recordOf(fact, fact, source, isValid)));
  }

  /** The facts of a task, from the one that created it to its end; none where the journal does not reach back so far. */
  factsOfTask(created: number, end: number): readonly Fact[] {
    const facts: Fact[] = [];
    for (const fact of upTo(this.#journal.read(created - 1), end)) {
      if (facts.length === 0 && fact.seq !== created) return [];
      if (fact.taskId === (facts[0] ?? fact).taskId) facts.push(fact);
    }
    return facts;
  }

  /** All facts after one, up to another; undefined where the journal does not reach back so far. */
  factsSince(since: number, until: number): Iterable<Fact> | undefined {
    return this.#begins(since) ? upTo(this.#journal.read(since), until) : undefined;
  }

  /** Whether the journal holds the fact after this one. */
  #begins(since: number): boolean {
    for (const { seq } of this.#journal.read(since)) return seq === since + 1;
    return false;
  }

  *#factsOf(taskId: string): Iterable<Fact> {
    for (const fact of this.#journal.read()) if (fact.taskId === taskId) yield fact;
  }
}

function* upTo(facts: Iterable<Fact>, until: number): Iterable<Fact> {
  for (const fact of facts) {
    if (fact.seq > until) return;
    yield fact;
  }
}

/** Shows what it was when the newest fact came about that was read. */
class TapeClock implements Clock {
  #now = 0;
  #mono = 0;

  now(): number {
    return this.#now;
  }
  monotonic(): number {
    return this.#mono;
  }
  setTimer(): () => void {
    return () => undefined;
  }

  *told(facts: Iterable<Fact>): Iterable<Fact> {
    for (const fact of facts) {
      this.#now = fact.timestamp;
      this.#mono = fact.mono;
      yield fact;
    }
  }
}
