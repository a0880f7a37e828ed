import { isCreation, isRecord } from '../model/at-a-glance.ts';
import type { Draft, DraftOf } from '../model/facts.ts';
import type { Progress } from '../model/records.ts';
import type { StatusRecord } from '../model/status.ts';
import type { Observer } from '../ports/observer.ts';
import type { FactSource, Position } from '../ports/source.ts';
import { annotationOf } from '../views/annotations.ts';
import { changesIn } from '../views/change-list.ts';
import { progressOf } from '../views/progress.ts';
import { snapshotAt } from '../views/snapshot-list.ts';
import { type LiveTask, liveOf } from './live-task.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';

/** A move, whose records are made when a listener looks at them. */
class Transition {
  readonly seq: number;
  readonly #task: LiveTask;
  readonly #move: DraftOf<'stage_changed'>;
  #from: StatusRecord | undefined = undefined;
  #to: StatusRecord | undefined = undefined;

  constructor(seq: number, task: LiveTask, move: DraftOf<'stage_changed'>) {
    this.seq = seq;
    this.#task = task;
    this.#move = move;
  }

  get task(): Task {
    return this.#task.asTask;
  }
  get from(): StatusRecord {
    this.#from ??= this.#task.recordAt(this.#task.runtime.engine.ledger.recordBefore(this.seq));
    return this.#from;
  }
  get to(): StatusRecord {
    this.#to ??= this.#task.recordAt(this.seq, this.#move);
    return this.#to;
  }
}

/** Tells listeners of facts, as events. An event that nobody listens to is not made. */
export class Announcer implements Observer {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  told(fact: Draft, seq: number, position: Position | undefined): void {
    if (isRecord(fact)) this.#moved(fact, seq, position as Position);
    else if (fact.type === 'metadata_changed') this.#metadata(fact, seq, position);
    else if (position !== undefined && !isCreation(fact)) this.#ofTask(fact, seq, position);
  }

  #ofTask(
    fact: Exclude<Draft, DraftOf<'task_created' | 'stage_changed' | 'metadata_changed'>>,
    seq: number,
    position: Position,
  ): void {
    const { ledger } = this.#runtime.engine;
    switch (fact.type) {
      case 'rejected':
        return this.#emit('rejected', seq, position, () => rejectionOf(fact));
      case 'progressed':
        return this.#emit('progress', seq, position, () => ({ progress: progressOf(ledger, position) as Progress }));
      case 'changed':
        if (fact.changes.length === 0) return;
        return this.#emit('change', seq, position, () => ({ target: fact.target, changes: changesIn(ledger, seq) }));
      case 'snapshot_taken':
        return this.#emit('snapshot', seq, position, () => ({ snapshot: snapshotAt(ledger, seq) }));
      case 'annotated':
        return this.#emit('annotation', seq, position, () => annotationIn(ledger, seq));
      case 'heartbeat':
      case 'step_started':
      case 'step_ended':
      case 'cancel_requested':
      case 'recovered':
        return;
      default:
        fact satisfies never;
    }
  }

  #moved(fact: DraftOf<'stage_changed'>, seq: number, position: Position): void {
    const { emitter } = this.#runtime;
    const event = new Transition(seq, liveOf(this.#runtime.taskAt(position)), fact);
    emitter.emit('transition', event);
    if (emitter.stagesAreHeard) emitter.emit(`stage:${fact.to}`, event);
  }

  #metadata({ patch, work }: DraftOf<'metadata_changed'>, seq: number, position: Position | undefined): void {
    const task = position === undefined ? undefined : { task: this.#runtime.taskAt(position) };
    this.#runtime.emitter.emit('metadata', { seq, ...task, ...(work !== undefined && { work }), patch });
  }

  #emit(event: string, seq: number, position: Position, more: () => object): void {
    const { emitter } = this.#runtime;
    if (emitter.listenerCount(event) > 0) emitter.emit(event, { seq, task: this.#runtime.taskAt(position), ...more() });
  }
}

function rejectionOf({ from, to, legal, code }: DraftOf<'rejected'>): object {
  return { from, to, legal, code };
}

function annotationIn(source: FactSource, seq: number): object {
  const fact = source.fact(seq);
  return fact?.type === 'annotated' ? { annotation: annotationOf(source, fact) } : {};
}
