import { createRedactor } from '../../src/codec/redact.ts';
import { Engine, type EngineOptions } from '../../src/engine/engine.ts';
import type { Entity } from '../../src/engine/entity.ts';
import type { Entry } from '../../src/model/commands.ts';
import type { Fact } from '../../src/model/facts.ts';
import { ManualClock } from './manual-clock.ts';

/** A journal that keeps what it is given, and can be made to refuse it. */
export class ListJournal {
  readonly writes: (readonly Fact[])[] = [];
  failing = false;

  append(facts: readonly Fact[]): void {
    if (this.failing) throw new Error('the disk is full');
    this.writes.push(structuredClone(facts));
  }
}

/** An engine without a tracker around it. */
export class EngineRig {
  readonly clock = new ManualClock();
  readonly journal = new ListJournal();
  readonly engine: Engine;

  constructor(options: Partial<EngineOptions> = {}) {
    const { clock, journal } = this;
    this.engine = new Engine({
      clock,
      redactor: createRedactor(undefined),
      lifecycles: [],
      journal,
      report: rethrown,
      ...options,
    });
    this.engine.ledger.ids.begin(0, () => 'e');
  }

  create(name: string, more: object = {}, id?: string): Entity {
    const draft = { type: 'task_created', name, ...more } as const;
    const entity = this.engine.conceive(draft);
    this.engine.create(entity, draft, id);
    return entity;
  }

  /** Compare and set, from where the task is. */
  move(entity: Entity, to: string, entry: Entry = {}): number {
    return this.engine.commit(entity, { do: 'transition', from: entity.state.stage, to, entry });
  }

  get facts(): readonly Fact[] {
    return [...this.engine.ledger.facts()];
  }

  /** What happened, in short: `e-0 pending`, `e-0 rejected`. */
  get story(): readonly string[] {
    return this.facts.map((fact) => `${fact.taskId ?? '*'} ${fact.type === 'stage_changed' ? fact.to : fact.type}`);
  }
}

/** Nothing goes wrong unless a test wants it. */
function rethrown(error: unknown): never {
  throw error;
}
