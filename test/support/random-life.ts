import * as fc from 'fast-check';
import { type TaskStage, taskStages } from '../../src/model/task-stages.ts';
import { FactTape } from './fact-tape.ts';

export type Act =
  | { readonly act: 'pass'; readonly ms: number }
  | { readonly act: 'step_wall'; readonly ms: number }
  | { readonly act: 'move'; readonly task: string; readonly pick: number }
  | { readonly act: 'step'; readonly task: string; readonly end: boolean }
  | { readonly act: 'crash'; readonly gapMs: number };

const task = fc.constantFrom('a', 'b');

/** What may happen to two tasks, over several owners and with a wall clock that is set. */
export const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ act: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 50 }) }) },
    { weight: 5, arbitrary: fc.record({ act: fc.constant('move' as const), task, pick: fc.nat({ max: 11 }) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('step' as const), task, end: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('step_wall' as const), ms: fc.integer({ min: -90, max: 90 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('crash' as const), gapMs: fc.integer({ min: -20, max: 90 }) }),
    },
  ),
  { maxLength: 30 },
);

/** Lives the acts, and counts by itself how much time each task took. */
export class RandomLife {
  readonly tape = new FactTape().create('a').create('b');
  readonly #stages = new Map<string, TaskStage>([
    ['a', 'not_started'],
    ['b', 'not_started'],
  ]);
  readonly #counted = new Map<string, number>();
  readonly #lostAt = new Map<string, number>();
  readonly #openSteps: [string, number][] = [];

  live(all: readonly Act[]): this {
    for (const act of all) this.#do(act);
    return this;
  }

  totalOf(taskId: string): number {
    return (this.#counted.get(taskId) ?? 0) + this.#lost(taskId);
  }

  #do(act: Act): void {
    switch (act.act) {
      case 'pass':
        for (const id of this.#stages.keys()) if (this.#counts(id)) this.#add(id, act.ms);
        return void this.tape.pass(act.ms);
      case 'step_wall':
        this.tape.wall += act.ms;
        return;
      case 'move':
        return this.#move(act.task, act.pick);
      case 'step':
        return this.#step(act.task, act.end);
      case 'crash':
        return this.#crash(act.gapMs);
      default:
        act satisfies never;
    }
  }

  #move(id: string, pick: number): void {
    const stage = taskStages[this.#stages.get(id) as TaskStage];
    const roads = 'to' in stage ? stage.to.filter((to) => to !== 'interrupted') : [];
    const to = roads[pick % roads.length];
    if (to === undefined) return;
    this.#add(id, this.#lost(id));
    this.#lostAt.delete(id);
    this.tape.enter(id, to);
    this.#stages.set(id, to);
  }

  #step(id: string, end: boolean): void {
    const isOpen = taskStages[this.#stages.get(id) as TaskStage].phase !== 'done';
    const open = this.#openSteps.find(([owner]) => owner === id);
    if (isOpen && end && open) this.tape.stepEnded(...open);
    if (isOpen && !end) this.#openSteps.push([id, this.tape.stepStarted(id, 's')]);
  }

  #crash(gapMs: number): void {
    const { wall: lastSeenAt, mono: lastSeenMono } = this.tape;
    this.tape.restart(gapMs);
    for (const [id, stage] of this.#stages) {
      if (stage === 'not_started' || taskStages[stage].phase === 'done') continue;
      const lostAt = this.#lostAt.get(id);
      if (lostAt !== undefined) this.#add(id, Math.max(0, lastSeenAt - lostAt));
      this.tape.enter(id, 'interrupted', { lastSeenAt, lastSeenMono });
      this.#stages.set(id, 'interrupted');
      this.#lostAt.set(id, lastSeenAt);
    }
  }

  #counts(id: string): boolean {
    const stage = this.#stages.get(id) as TaskStage;
    return stage !== 'interrupted' && !['idle', 'done'].includes(taskStages[stage].phase);
  }

  #add(id: string, ms: number): void {
    this.#counted.set(id, (this.#counted.get(id) ?? 0) + ms);
  }

  #lost(id: string): number {
    const lostAt = this.#lostAt.get(id);
    return lostAt === undefined ? 0 : Math.max(0, this.tape.wall - lostAt);
  }
}
