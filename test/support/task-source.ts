import type { Fact } from '../../src/model/facts.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import type { FactSource } from '../../src/ports/source.ts';
import { TaskReading } from '../../src/views/task-reading.ts';
import { type ArraySourceOptions, arraySource } from './array-source.ts';

/** An array source whose tasks have the default lifecycle where their facts name no other. */
export function taskSource(facts: readonly Fact[], options: ArraySourceOptions = {}): FactSource {
  return withDefault(arraySource(facts, options));
}

export function taskIn(source: FactSource, id: string): TaskReading {
  return new TaskReading(source, source.positionOf(id) as number);
}

function withDefault(source: FactSource): FactSource {
  const { lifecycle, upTo } = source;
  return Object.assign(source, {
    lifecycle: (name: string | undefined) => (name === undefined ? taskLifecycle : lifecycle(name)),
    upTo: (seq: number) => withDefault(upTo(seq)),
  });
}
