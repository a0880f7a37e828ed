import type { Command } from '../model/commands.ts';
import type { FactType, Stamp } from '../model/facts.ts';
import { canLead } from '../rules/decide.ts';
import type { Entity } from '../engine/entity.ts';
import type { Engine } from '../engine/engine.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { Journal } from '../ports/journal.ts';
import { beginEra } from './assembling.ts';
import { recordedGate } from './gate.ts';
import { liveOf } from './live-task.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';

const recovered: ReadonlySet<FactType> = new Set(['recovered']);

/** So many are interrupted with one write. */
const atOnce = 256;

/** What the last owner of a journal left behind. */
export interface Recovered {
  /** The tasks that were interrupted, now or by an earlier recovery, and not resumed. */
  readonly interrupted: readonly Task[];
  /** How many facts there are. */
  readonly facts: number;
  /** Whether the end of the journal was cut off. */
  readonly torn: boolean;
  /** How many facts were found behind the cut. */
  readonly lost: number;
  /**
   * `unusable`: the journal has a checkpoint that is damaged, of another version or of other facts; all facts that are
   * there were read instead. What only the checkpoint told is lost then: totals of what `retention.maxAge` has let go of
   * the journal. `health().dropped.facts` counts the facts that are missing.
   */
  readonly checkpoint: 'absent' | 'used' | 'unusable';
}

/** At the newest fact of the last owner. */
type Clocks = Omit<Stamp, 'seq'>;

/** Where there is no journal, nobody left anything. */
const nothing: Recovered = Object.freeze({
  interrupted: Object.freeze([]),
  facts: 0,
  torn: false,
  lost: 0,
  checkpoint: 'absent',
});

/** The new owner takes over what the journal holds; without one it begins. */
export function recover(runtime: Runtime, journal: Journal | undefined): Recovered {
  if (journal) return takeOver(runtime, journal);
  beginEra(runtime);
  return nothing;
}

/**
 * Reads what the journal holds, from the newest checkpoint on. The new owner signs with its first fact, so that a second
 * recovery writes nothing.
 */
function takeOver(runtime: Runtime, journal: Journal): Recovered {
  const { engine } = runtime;
  const since = runtime.checkpoints?.restore() ?? 0;
  engine.replay(journal.read(since));
  beginEra(runtime);
  const facts = engine.ledger.seq;
  const last = engine.ledger.stampAt(facts);
  const torn = journal.recovery?.torn ?? false;
  const lost = journal.recovery?.lost ?? 0;
  if (last) sign(runtime, last, torn, lost);
  if (last) interruptLost(engine, last);
  watchUpstream(runtime);
  runtime.checkpoints?.begin();
  const checkpoint = since > 0 ? 'used' : unusedIn(journal);
  return Object.freeze({ interrupted: interruptedTasks(runtime), facts, torn, lost, checkpoint });
}

/** A checkpoint may be whole, and of another version of what a tracker makes. */
function unusedIn(journal: Journal): Recovered['checkpoint'] {
  const found = journal.recovery?.checkpoint;
  return found === undefined || found === 'absent' ? 'absent' : 'unusable';
}

function sign(runtime: Runtime, last: Clocks, torn: boolean, lost: number): void {
  const owner = runtime.owner ?? {};
  runtime.owner = undefined;
  const found = { ...(torn && { torn }), ...(lost > 0 && { lost }) };
  runtime.engine.inherit({ type: 'recovered', owner, lastSeenAt: last.timestamp, ...found });
}

function interruptedTasks({ engine: { ledger }, taskAt }: Runtime): readonly Task[] {
  const open = [...ledger.entities()].filter(({ state }) => state.phase !== 'done');
  const tasks = open.map(({ position }) => taskAt(position));
  return Object.freeze(tasks.filter((task) => liveOf(task).isInterrupted));
}

/**
 * Every task that a lost owner had started and not ended is interrupted, with the last sign of life of that owner. One
 * that was not started stays as it is.
 */
function interruptLost(engine: Engine, last: Clocks): void {
  const { ledger } = engine;
  const lost = [...ledger.entities()].filter(isLost);
  const recoveries: number[] = [];
  if (lost.length > 0) ledger.visit(0, recovered, ({ seq }) => void recoveries.push(seq));
  const commands = lost.map(
    (entity) => [entity, interruption(lastOfOwner(ledger, entity, recoveries) ?? last)] as const,
  );
  for (let at = 0; at < commands.length; at += atOnce) engine.commitAll(commands.slice(at, at + atOnce));
}

function interruption({ timestamp, mono }: Clocks): Command {
  const entry = { reason: 'owner_lost', lastSeenAt: timestamp, lastSeenMono: mono };
  return { do: 'lead', role: 'interrupt', entry };
}

/**
 * A recovery that was cut short itself has left tasks of the owner before it; that was seen last by its last fact, or by
 * the last one of the task if that was let go.
 */
function lastOfOwner(ledger: Ledger, { state, position }: Entity, recoveries: readonly number[]): Clocks | undefined {
  const next = recoveries.find((seq) => seq > state.record);
  if (next === undefined) return undefined;
  return ledger.fact(next - 1) ?? ledger.factsOf(position).findLast(({ seq }) => seq < next);
}

/** Tasks that never ran still come after those that they came after. */
function watchUpstream({ engine: { ledger }, taskAt }: Runtime): void {
  const waiting = [...ledger.entities()].filter(({ state }) => state.phase !== 'done' && state.attempt === 0);
  for (const { position } of waiting) {
    const task = liveOf(taskAt(position));
    task.gate = recordedGate(task);
  }
}

/** An own lifecycle may have no road for it; such a task is left as it is, and nothing is recorded about that. */
function isLost({ state }: Entity): boolean {
  return state.record > 0 && state.phase !== 'done' && state.stage !== 'interrupted' && canLead(state, 'interrupt');
}
