import type { Fact } from '../../src/model/facts.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import type { FactSource } from '../../src/ports/source.ts';
import { TaskReading } from '../../src/views/task-reading.ts';
import { type ArraySource, type ArraySourceOptions, arraySource } from './array-source.ts';

/** An array source whose tasks have the default lifecycle where their facts name no other. */
export function taskSource(facts: readonly Fact[], options: ArraySourceOptions = {}): ArraySource {
  return withDefault(arraySource(facts, options));
}

export function taskIn(source: FactSource, id: string): TaskReading {
  return new TaskReading(source, source.positionOf(id) as number);
}

function withDefault(source: ArraySource): ArraySource {
  const lifecycle = source.lifecycle.bind(source);
  const upTo = source.upTo.bind(source);
  return Object.assign(source, {
    lifecycle: (name: string | undefined) => (name === undefined ? taskLifecycle : lifecycle(name)),
    upTo: (seq: number) => withDefault(upTo(seq) as ArraySource),
  });
}
