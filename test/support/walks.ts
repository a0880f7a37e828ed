import * as fc from 'fast-check';
import type { Draft, Fact } from '../../src/model/facts.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';
import { FactTape } from './fact-tape.ts';

interface Step {
  readonly do: 'create' | 'child' | 'resume' | 'move' | 'progress' | 'note' | 'metadata' | 'invalidate' | 'reject';
  readonly task: number;
  readonly pick: number;
  readonly ms: number;
}

/** How often each word comes up. */
const weights: Readonly<Record<Step['do'], number>> = {
  create: 2,
  child: 1,
  resume: 1,
  move: 16,
  progress: 1,
  note: 1,
  metadata: 1,
  invalidate: 2,
  reject: 1,
};
const words = Object.entries(weights).flatMap(([word, weight]) => Array<Step['do']>(weight).fill(word as Step['do']));

/** The next stage on the way to a good end. */
const ahead: Readonly<Record<string, string>> = { not_started: 'pending', running: 'succeeded' };

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(...words),
  task: fc.nat(11),
  pick: fc.nat(11),
  ms: fc.integer({ min: -20, max: 100 }),
});

/** Facts that a tracker could have written: roads are kept, children are younger than their parents. */
export const walks: fc.Arbitrary<readonly Fact[]> = fc
  .array(step, { minLength: 1, maxLength: 50, size: 'max' })
  .map((steps) => new Walk().take(steps).facts);

const names = ['load', 'train', 'report'];
const reasons = ['user_exception', 'requested', undefined];

class Walk {
  readonly #tape = new FactTape();
  readonly #tasks: { readonly id: string; readonly path: string; stage: string }[] = [];

  get facts(): readonly Fact[] {
    return this.#tape.facts;
  }

  take(steps: readonly Step[]): this {
    for (const taken of steps) this.#step(taken);
    return this;
  }

  #step(taken: Step): void {
    this.#tape.wall += taken.ms;
    this.#tape.mono += Math.abs(taken.ms);
    const task = this.#tasks[taken.task % Math.max(1, this.#tasks.length)];
    if (taken.do === 'create' || !task) return this.#create(taken, {});
    if (taken.do === 'child') return this.#create(taken, { parent: task.id }, `${task.path}/`);
    if (taken.do === 'resume') return this.#create(taken, { resumedFrom: task.id });
    if (taken.do === 'move') return this.#move(task, taken);
    if (taken.do === 'metadata' && taken.pick % 2) {
      this.#tape.write(undefined, { type: 'metadata_changed', work: 'load', patch: { pick: taken.pick } });
    } else this.#tape.write(task.id, draftOf(taken.do, task.stage, taken.pick));
  }

  #create({ pick }: Step, extra: object, under = ''): void {
    const id = `t${this.#tasks.length}`;
    const name = names[pick % names.length] as string;
    const path = `${under}${name}`;
    this.#tape.create(id, { name, ...(under && { path }), ...(pick % 4 === 0 && { tags: ['odd'] }), ...extra });
    this.#tasks.push({ id, path, stage: 'not_started' });
  }

  #move(task: { id: string; stage: string }, { pick }: Step): void {
    const roads = taskLifecycle.next(task.stage);
    if (roads.length === 0) return;
    const to = (pick < 6 ? (ahead[task.stage] ?? 'running') : roads[pick % roads.length]) as string;
    const reason = reasons[pick % reasons.length];
    this.#tape.enter(task.id, to, { ...(reason && { reason }), ...(to === 'succeeded' && { result: pick }) });
    task.stage = to;
  }
}

function draftOf(word: Step['do'], stage: string, pick: number): Draft {
  if (word === 'progress') return { type: 'progressed', done: pick, total: 12 };
  if (word === 'metadata') return { type: 'metadata_changed', patch: { [`m${pick % 2}`]: pick } };
  if (word === 'reject') return { type: 'rejected', from: stage, to: 'running', legal: [], code: 'illegal' };
  const kind = word === 'invalidate' && stage === 'succeeded' ? 'invalidated' : 'note';
  return { type: 'annotated', kind, attempt: 1, message: `${pick}` };
}
