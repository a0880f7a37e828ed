import { toError } from '../codec/error.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import { meaningOf } from '../model/meaning.ts';
import type { Position } from '../ports/source.ts';
import { evolve } from '../rules/evolve.ts';
import { type GoneEnd, goneEnd } from '../views/gone-keys.ts';
import type { Named } from './functions.ts';
import { LiveTask } from './live-task.ts';
import type { Runtime } from './runtime.ts';

/** What the journal tells of a task that has ended. */
interface Life {
  readonly created: FactOf<'task_created'>;
  readonly facts: readonly Fact[];
  readonly end: FactOf<'stage_changed'>;
}

/** A task that was let go, with what came out of it as it is recorded. It says no more than any other that was let go. */
class RecalledTask extends LiveTask {
  constructor(runtime: Runtime, position: Position, { created, facts, end }: Life) {
    const entity = { ...runtime.engine.ledger.begin(created), position };
    for (const fact of facts) evolve(entity.state, fact, fact);
    super(runtime, entity);
    this.recall(created);
    this.delivery = hasFailed(end) ? { error: errorOf(end, this.path) } : valueOf(runtime, end);
  }
}

/**
 * The newest end of a key among the tasks that were let go, read from the journal. It costs reading the facts from the
 * creation of that task to its end, and those before them in the same file; asked again, it is at hand. A key that was not
 * let go costs nothing.
 */
export function recalledBy(
  runtime: Runtime,
  { name, keys }: Named,
  key: string,
  cacheFailures: boolean,
): LiveTask | undefined {
  const gone = runtime.archive && goneEnd(runtime.engine.ledger, name, key);
  if (!gone) return undefined;
  const known = keys.ended(key);
  const isAtHand = known instanceof RecalledTask && known.entity.position === gone.position;
  const task = isAtHand ? known : recall(runtime, gone);
  if (task?.name !== name || task.key !== key) return undefined;
  if (!isAtHand) keys.keep(key, task);
  return cacheFailures || !task.hasFailed ? task : undefined;
}

function recall(runtime: Runtime, { position, created, end }: GoneEnd): LiveTask | undefined {
  const life = lifeOf(runtime.archive?.factsOfTask(created, end) ?? []);
  return life && new RecalledTask(runtime, position, life);
}

/** Undefined where the journal has let go of it. */
function lifeOf(facts: readonly Fact[]): Life | undefined {
  const [created, end] = [facts[0], facts.at(-1)];
  return created?.type === 'task_created' && end?.type === 'stage_changed' ? { created, facts, end } : undefined;
}

function hasFailed(end: FactOf<'stage_changed'>): boolean {
  return meaningOf(end).outcome === 'failure';
}

function errorOf({ error }: FactOf<'stage_changed'>, path: string): Error {
  return toError(error ?? { name: 'Error', message: `${path} failed` });
}

function valueOf({ engine }: Runtime, { result, caughtError }: FactOf<'stage_changed'>): LiveTask['delivery'] {
  const value = engine.ledger.decode(result);
  return caughtError ? { value, caught: toError(caughtError) } : { value };
}
