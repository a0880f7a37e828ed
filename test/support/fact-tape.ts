import type { Draft, Fact } from '../../src/model/facts.ts';
import type { Json } from '../../src/model/json.ts';
import { diff } from '../../src/views/diff.ts';
import { apply } from '../../src/views/patch.ts';

type Extra = Readonly<Record<string, unknown>>;

/** Writes facts by hand, with a wall clock and a monotonic one that a test moves. */
export class FactTape {
  readonly facts: Fact[] = [];
  wall = 1_000_000;
  mono = 0;
  readonly #attempts = new Map<string, number>();
  readonly #stages = new Map<string, string>();
  readonly #values = new Map<string, Json | undefined>();

  /** Both clocks go on. */
  pass(ms: number): this {
    this.wall += ms;
    this.mono += ms;
    return this;
  }

  /** Another process takes over: its monotonic clock has another start. */
  restart(gapMs: number, mono = 7): this {
    const lastSeenAt = this.wall;
    this.wall += gapMs;
    this.mono = mono;
    this.write(undefined, { type: 'recovered', lastSeenAt });
    return this;
  }

  create(taskId: string, extra: Extra = {}): this {
    this.write(taskId, { type: 'task_created', name: taskId, ...extra });
    return this;
  }

  /** Entering `running` counts an attempt, but for coming back from a pause. */
  enter(taskId: string, to: string, extra: Extra = {}): this {
    const from = this.#stages.get(taskId) ?? 'not_started';
    const begins = to === 'running' && from !== 'paused' && from !== 'running';
    const attempt = (this.#attempts.get(taskId) ?? 0) + (begins ? 1 : 0);
    this.#attempts.set(taskId, attempt);
    this.#stages.set(taskId, to);
    this.write(taskId, { type: 'stage_changed', from, to, attempt, ...extra });
    return this;
  }

  stepStarted(taskId: string, step: string): number {
    const attempt = this.#attempts.get(taskId) ?? 0;
    return this.write(taskId, { type: 'step_started', step, attempt });
  }

  stepEnded(taskId: string, started: number, error?: string): this {
    this.write(taskId, { type: 'step_ended', started, ...(error !== undefined && { error }) });
    return this;
  }

  observe(taskId: string, target: string, value: Json | undefined, extra: Extra = {}): this {
    const changes = diff(this.#values.get(target), value);
    this.#values.set(target, apply(this.#values.get(target), changes));
    this.write(taskId, { type: 'changed', target, attempt: 1, changes, ...extra });
    return this;
  }

  /** Returns the id of the snapshot. */
  snapshot(taskId: string, phase: 'before' | 'after' | 'transition', label: string = phase): string {
    return `s${this.write(taskId, { type: 'snapshot_taken', phase, label, attempt: 1 })}`;
  }

  /** Returns the `seq` of the fact. */
  write(taskId: string | undefined, draft: Draft): number {
    const seq = this.facts.length + 1;
    const stamp = { seq, timestamp: this.wall, mono: this.mono, ...(taskId !== undefined && { taskId }) };
    this.facts.push({ ...draft, ...stamp } as Fact);
    return seq;
  }
}
