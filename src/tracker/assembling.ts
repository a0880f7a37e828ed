import { nanoid } from 'nanoid';
import { createRedactor } from '../codec/redact.ts';
import { AsyncContext, ExplicitContext } from '../engine/context.ts';
import { Deadlines } from '../engine/deadlines.ts';
import { IsolatedEmitter } from '../engine/emitter.ts';
import { Engine } from '../engine/engine.ts';
import { SystemClock } from '../engine/system-clock.ts';
import type { JournalError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import type { StandardSchemaV1 } from '../model/standard-schema.ts';
import type { Journal } from '../ports/journal.ts';
import type { Position } from '../ports/source.ts';
import { Debts } from './debts.ts';
import { Handles } from './handles.ts';
import { describeOwner } from './owner.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';
import { checkTrackerOptions, type TrackerOptions } from './tracker-options.ts';
import { WatchedJournal } from './watched-journal.ts';

/** What the parts of a tracker share, made of its options. Nobody is told of anything yet. */
export function assemble(options: TrackerOptions): Runtime {
  checkTrackerOptions(options);
  const clock = options.clock ?? new SystemClock();
  const redactor = createRedactor(options.redact);
  const deadlines = new Deadlines(clock, options.timers !== 'host');
  const journal = options.journal && new WatchedJournal(options.journal, (error) => tellFailure(runtime, error));
  const engine = new Engine({ clock, redactor, lifecycles: options.lifecycles ?? [], journal });
  const runtime: Runtime = {
    engine,
    clock,
    redactor,
    deadlines,
    debts: new Debts(deadlines),
    journal,
    context: options.context === 'explicit' ? new ExplicitContext<Task>() : new AsyncContext<Task>(),
    emitter: new IsolatedEmitter((error, event) => reportThrow(runtime, error, event)),
    createId: options.createId,
    onIllegal: options.onIllegal ?? 'throw',
    metadataSchema: options.metadata as StandardSchemaV1<unknown, Record<string, Json>> | undefined,
    durable: durableOf(options.journal),
    isDurable: options.journal !== undefined,
    owner: describeOwner(options.environment?.allow),
    refusal: undefined,
    canRun: () => false,
    taskAt: (position: Position) => handles.at(position),
    taskOf(view) {
      const position = engine.ledger.positionOf(view.id);
      return position === undefined ? undefined : handles.at(position);
    },
  };
  const handles = new Handles(runtime);
  return runtime;
}

function durableOf(journal: Journal | undefined): Runtime['durable'] {
  return journal?.durability === 'always' ? (seq) => journal.durable?.(seq) ?? journal.flush() : undefined;
}

/** From here on tasks are named by this process. */
export function beginEra({ engine: { ledger } }: Runtime): void {
  ledger.ids.begin(ledger.taskCount, nanoid(10));
}

/** In the middle of a command: its listeners hear of it when all is told that is written. */
function tellFailure({ engine, emitter }: Runtime, error: JournalError): void {
  engine.later(() => emitter.emit('journalError', { error }));
}

/** A listener's fault is reported, and harms nobody. */
function reportThrow({ emitter }: Runtime, error: unknown, event: string): void {
  globalThis.process?.emitWarning?.(`A listener of '${event}' threw: ${String(error)}`, 'WorktrailWarning');
  if (event !== 'listenerError') emitter.emit('listenerError', { error, event });
}
