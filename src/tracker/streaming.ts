import type { Fact } from '../model/facts.ts';
import { anything, check, count, fields, signal } from '../model/shape.ts';
import type { Filter } from '../ports/filter.ts';
import { checkFilter } from '../views/filter-check.ts';
import { readerOf } from '../views/reader.ts';
import { Cursor } from './cursor.ts';
import { factsSince } from './log.ts';
import type { Pulse } from './pulse.ts';
import type { Runtime } from './runtime.ts';

export interface StreamOptions {
  /** Only facts with a greater `seq`. Default: 0, all facts. */
  readonly since?: number;
  /** Only facts of these tasks. */
  readonly filter?: Filter;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
}

const streamOptions = fields({ since: count, filter: anything, signal });

/**
 * Facts as they come, each once, in order, until the tracker is closed; a reader that comes late gets what it missed.
 * There is no buffer: the reader is a place in the log. Of signs of life that a slow reader missed, it gets the newest
 * of each task. One that is behind what memory keeps reads the journal, and where there is none gets a
 * `NotFoundError` (`expired`). A filter finds tasks that are kept.
 */
export async function* streamOf(
  runtime: Runtime,
  pulse: Pulse,
  options: StreamOptions = {},
): AsyncGenerator<Fact, void> {
  check(streamOptions, options, 'StreamOptions');
  const { since = 0, filter, signal } = options;
  if (filter !== undefined) checkFilter(filter);
  const cursor = new Cursor(runtime.engine.ledger, since);
  while (!signal?.aborted) {
    const { isOver } = pulse;
    for (const fact of next(runtime, cursor)) {
      if (signal?.aborted) return;
      if (!filter || isOf(runtime, filter, fact)) yield fact;
    }
    if (isOver) return;
    if (!cursor.isBehind) await beat(pulse, signal);
  }
}

/** What the reader has not seen; one by one where it is far behind, so that memory does not hold all of it. */
function* next(runtime: Runtime, cursor: Cursor): Iterable<Fact> {
  if (cursor.seq >= runtime.engine.ledger.gap) return yield* newest(cursor.take());
  for (const fact of factsSince(runtime, cursor.seq)) {
    cursor.seq = fact.seq;
    yield fact;
  }
}

function isOf({ engine: { ledger }, veil }: Runtime, filter: Filter, { taskId }: Fact): boolean {
  if (taskId === undefined || (filter.id !== undefined && filter.id !== taskId)) return false;
  return readerOf(ledger, veil).list({ ...filter, id: taskId }).length > 0;
}

/** Only the newest sign of life of each task says anything. */
function newest(facts: readonly Fact[]): readonly Fact[] {
  const last = new Map<string, number>();
  for (const fact of facts) if (isSignOfLife(fact)) last.set(`${fact.type} ${fact.taskId}`, fact.seq);
  return facts.filter((fact) => !isSignOfLife(fact) || last.get(`${fact.type} ${fact.taskId}`) === fact.seq);
}

function isSignOfLife({ type }: Fact): boolean {
  return type === 'progressed' || type === 'heartbeat';
}

function beat(pulse: Pulse, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      stop();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const stop = pulse.listen(finish);
    signal?.addEventListener('abort', finish, { once: true });
  });
}
