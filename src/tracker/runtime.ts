import type { Redactor } from '../codec/redact.ts';
import type { Tally } from '../codec/tally.ts';
import type { Context } from '../engine/context.ts';
import type { Deadlines } from '../engine/deadlines.ts';
import type { Engine } from '../engine/engine.ts';
import type { Entity } from '../engine/entity.ts';
import type { Retention } from '../engine/retention.ts';
import type { IsolatedEmitter } from '../engine/emitter.ts';
import type { Owner } from '../model/facts.ts';
import type { Metadata } from '../model/metadata.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { Position } from '../ports/source.ts';
import type { Archive } from './archive.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Debts } from './debts.ts';
import type { Faults } from './faults.ts';
import type { Task } from './task.ts';
import type { Unchanged } from './unchanged.ts';
import type { Veil } from './veil.ts';
import type { WatchedJournal } from './watched-journal.ts';

/** What the parts of one tracker share in this process. Two trackers share nothing. */
export interface Runtime {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly debts: Debts;
  readonly faults: Faults;
  /** Undefined where facts are kept in memory only. */
  readonly journal: WatchedJournal | undefined;
  readonly retention: Retention;
  /** What was let go; undefined where facts are kept in memory only. */
  readonly archive: Archive | undefined;
  /** Undefined where facts are kept in memory only. */
  readonly checkpoints: Checkpoints | undefined;
  readonly context: Context<Task>;
  readonly emitter: IsolatedEmitter;
  readonly redactor: Redactor;
  /** Of what caps cut away. */
  readonly tally: Tally;
  readonly veil: Veil;
  readonly createId: (() => string) | undefined;
  readonly onIllegal: 'throw' | 'record';
  readonly metadataSchema: StandardSchemaV1<unknown, Metadata> | undefined;
  /** Resolves when a fact is on stable storage; absent where nobody waits for that. */
  readonly durable: ((seq: number) => Promise<void>) | undefined;
  /** Whether facts outlive the process. */
  readonly isDurable: boolean;
  /** Written on the first task of this process, then taken away. */
  owner: Owner | undefined;
  /** Undefined until something is observed. */
  unchanged: Unchanged | undefined;
  /** Once set, new tasks are refused with this. */
  refusal: Error | undefined;
  /** Whether this process has what it needs to run a task again. */
  canRun(task: { readonly id: string }): boolean;
  /** The one handle of a task, also of one that is about to be created. */
  readonly handOf: (entity: Entity) => Task;
  /** The same, by its position. */
  readonly taskAt: (position: Position) => Task;
  /** The handle of a task, given any view of it; undefined for one of another tracker. */
  readonly taskOf: (view: { readonly id: string }) => Task | undefined;
}
