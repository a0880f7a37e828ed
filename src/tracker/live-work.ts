import { checkJson } from '../codec/metadata.ts';
import { checkName } from '../codec/names.ts';
import type { Json } from '../model/json.ts';
import { WorkReading } from '../views/work-reading.ts';
import type { Runtime } from './runtime.ts';
import type { Task } from './task.ts';
import type { Work } from './work.ts';

/** A work whose metadata can be set. */
export class LiveWork extends WorkReading<Task> implements Work {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime, name: string) {
    super(runtime.engine.ledger, typeof name === 'string' ? runtime.veil.name(name) : name, (position) =>
      runtime.taskAt(position),
    );
    this.#runtime = runtime;
  }

  setMetadata(patch: Record<string, Json>): void {
    const work = checkName(this.name, 'name');
    this.#runtime.engine.note({ type: 'metadata_changed', work, patch: checkJson(patch, 'metadata') });
  }
}
