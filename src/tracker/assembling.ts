import { nanoid } from 'nanoid';
import { createRedactor } from '../codec/redact.ts';
import { AsyncContext } from '../engine/async-context.ts';
import { ExplicitContext } from '../engine/context.ts';
import { Deadlines } from '../engine/deadlines.ts';
import { IsolatedEmitter } from '../engine/emitter.ts';
import { Engine } from '../engine/engine.ts';
import type { Entity } from '../engine/entity.ts';
import { SystemClock } from '../engine/system-clock.ts';
import type { JournalError } from '../model/errors.ts';
import type { Journal } from '../ports/journal.ts';
import type { Position } from '../ports/source.ts';
import { lastingViews } from '../views/lasting-views.ts';
import { Archive } from './archive.ts';
import { BoundTask } from './bound-task.ts';
import { Checkpoints } from './checkpoints.ts';
import { Debts } from './debts.ts';
import { Faults, inWords, warn } from './faults.ts';
import { Handles } from './handles.ts';
import { describeOwner, withoutSecrets } from './owner.ts';
import type { Runtime } from './runtime.ts';
import { SteadyClock } from './steady-clock.ts';
import type { Task } from './task.ts';
import { checkTrackerOptions, type TrackerOptions } from './tracker-options.ts';
import { retentionOf } from './retention.ts';
import { Veil } from './veil.ts';
import { WatchedJournal } from './watched-journal.ts';

/** What the parts of a tracker share, made of its options. Nobody is told of anything yet. */
export function assemble(options: TrackerOptions): Runtime {
  checkTrackerOptions(options);
  const redactor = createRedactor(options.redact);
  const veil = new Veil(redactor);
  const faults = new Faults(redactor);
  const { report } = faults;
  const tally = { cuts: 0 };
  const clock = options.clock ? new SteadyClock(options.clock, report) : new SystemClock();
  const deadlines = new Deadlines(clock, options.timers !== 'host', report);
  const journal = options.journal && new WatchedJournal(options.journal, (error) => tellFailure(runtime, error));
  const retention = retentionOf(options.retention);
  const lifecycles = options.lifecycles ?? [];
  const engine = new Engine({ clock, redactor, lifecycles, journal, report, tally, retention, lasting: lastingViews });
  const runtime: Runtime = {
    engine,
    clock,
    redactor,
    tally,
    veil,
    deadlines,
    debts: new Debts(deadlines, report),
    faults,
    journal,
    checkpoints: checkpointsOf(options.journal, journal, engine, retention.maxAge),
    retention,
    archive: options.journal && new Archive(options.journal, engine.lifecycles, retention),
    context: options.context === 'explicit' ? new ExplicitContext<Task>() : new AsyncContext<Task>(),
    emitter: new IsolatedEmitter((error, event) => reportThrow(runtime, error, event)),
    createId: options.createId,
    onIllegal: options.onIllegal ?? 'throw',
    metadataSchema: options.metadata,
    durable: durableOf(options.journal),
    isDurable: options.journal !== undefined,
    owner: withoutSecrets(describeOwner(options.environment?.allow), redactor),
    unchanged: undefined,
    refusal: undefined,
    canRun: () => false,
    handOf: (entity: Entity) => handles.of(entity),
    taskAt: (position: Position) => handles.at(position),
    taskOf(view) {
      if (view instanceof BoundTask && view.runtime !== runtime) return undefined;
      const position = engine.ledger.positionOf(view.id) ?? engine.ledger.positionOf(veil.key(view.id));
      return position === undefined ? undefined : handles.at(position);
    },
  };
  const handles = new Handles(runtime);
  return runtime;
}

/** They are made as facts are written; a journal that keeps none does without. */
function checkpointsOf(
  journal: Journal | undefined,
  watched: WatchedJournal | undefined,
  engine: Engine,
  maxAge: number,
): Checkpoints | undefined {
  if (!journal?.checkpoint || !watched) return undefined;
  const checkpoints = new Checkpoints(journal, engine, maxAge);
  watched.written = (seq) => checkpoints.written(seq);
  return checkpoints;
}

function durableOf(journal: Journal | undefined): Runtime['durable'] {
  return journal?.durability === 'always' ? async (seq) => journal.durable?.(seq) ?? journal.flush() : undefined;
}

/** From here on tasks are named by this process. */
export function beginEra({ engine: { ledger } }: Runtime): void {
  ledger.ids.begin(ledger.taskCount, () => nanoid(10));
}

/** In the middle of a command: its listeners hear of it when all is told that is written. */
function tellFailure({ engine, emitter }: Runtime, error: JournalError): void {
  engine.later(() => emitter.emit('journalError', { error }));
}

/** A listener's fault is reported, and harms nobody. */
function reportThrow({ emitter, redactor }: Runtime, error: unknown, event: string): void {
  warn(`A listener of '${redactor.text(event)}' threw: ${inWords(error, redactor)}`);
  if (event !== 'listenerError') emitter.emit('listenerError', { error, event });
}
