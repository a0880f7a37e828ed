import { Tracker } from '../../src/index.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { Stopwatch, Task, Why } from '../../src/tracker/task.ts';
import { lifecycles, references } from './reference-lifecycles.ts';
import { type Given, ReferenceModel, type ReferenceTask, type Saved, stageOf } from './reference-model.ts';
import { same } from './same.ts';
import type { Step } from './steps.ts';

/** Only as fast as it is told to go. */
class HandClock implements Clock {
  readonly #model: ReferenceModel;
  constructor(model: ReferenceModel) {
    this.#model = model;
  }
  now(): number {
    return this.#model.wall;
  }
  monotonic(): number {
    return this.#model.mono;
  }
  setTimer(): () => void {
    return () => undefined;
  }
}

const names = ['load', 'save', 'load_1'];
const kinds = ['task', 'task', 'task', 'task', 'download', 'review', 'relay'];
const own = Object.values(lifecycles).filter(({ name }) => name !== 'task');
const targets = ['table', 'settings'];
const values = [1, 2, 'two', { rows: 1 }, { rows: 2, columns: [1, 2] }, null];
const given = ['nightly', 'weekly'];

const pickOf = <T>(list: readonly T[], pick: number): T => list[pick % list.length] as T;

interface OpenStep {
  readonly task: ReferenceTask;
  readonly seq: number;
  readonly watch: Stopwatch;
}

/** Gives the same commands to a tracker and to the model, and compares what each of them answers. */
export class Walker {
  readonly model = new ReferenceModel();
  readonly clock: Clock = new HandClock(this.model);
  #tracker: Tracker;
  readonly told: unknown[] = [];
  readonly ticked: number[] = [];
  readonly #openSteps: OpenStep[] = [];

  constructor(journal?: Journal) {
    this.#tracker = this.#open(journal);
  }

  get tracker(): Tracker {
    return this.#tracker;
  }

  /** The process dies, and another one goes on with its journal. @param left what a power cut has left */
  crash(journal: Journal, gapMs: number, mono: number, left?: Saved): void {
    if (left) this.model.restore(left);
    this.#checked = this.model.seq;
    this.#openSteps.length = 0;
    this.model.crash(gapMs, mono);
    this.#tracker = this.#open(journal);
    this.#catchUp();
  }

  #open(journal: Journal | undefined): Tracker {
    const tracker = new Tracker({ clock: this.clock, timers: 'host', lifecycles: own, ...(journal && { journal }) });
    this.#listenTo(tracker);
    return tracker;
  }

  #listenTo(tracker: Tracker): void {
    tracker.events.on('transition', ({ seq, task, from, to }) => {
      same(task.status(), to);
      this.told.push([seq, task.id, from.stage, to.stage, to.seq, to.reason]);
    });
    tracker.events.on('rejected', ({ seq, task, from, to, code }) => this.told.push([seq, task.id, from, to, code]));
  }

  take(step: Step): void {
    const task = this.model.tasks[step.task % Math.max(1, this.model.tasks.length)];
    if (step.do === 'nothing') return;
    if (step.do === 'pass') return this.model.pass(step.ms);
    if (step.do === 'step_wall') return void (this.model.wall += step.ms * 100 - 2500);
    if (step.do === 'create' || !task) return this.#create(step, undefined);
    if (step.do === 'child') return this.#create(step, task);
    if (step.do === 'endAll') return this.#endAll(step);
    this.#command(step, task, this.tracker.get(task.id) as Task);
  }

  /** Compares all that can be read. */
  look(expectAgreement: (tracker: Tracker, model: ReferenceModel) => void): void {
    for (const { seq } of this.tracker.tick().facts) this.ticked.push(seq);
    expectAgreement(this.tracker, this.model);
  }

  /** What both do with a command, or why both refuse it. */
  #both(real: () => unknown, model: () => unknown): void {
    const expected = answerOf(model);
    same(answerOf(real), expected);
    this.#catchUp();
  }

  /** Every fact that is new is the one that was foretold. */
  #catchUp(): void {
    const seen = this.#checked;
    let count = 0;
    for (const fact of this.tracker.facts({ since: seen })) {
      const expected = this.model.facts[seen + count++] ?? {};
      const told = fact as unknown as Record<string, unknown>;
      for (const key of Object.keys(expected)) {
        const actual = key === 'path' ? (told['path'] ?? told['name']) : told[key];
        same([fact.seq, key, actual], [fact.seq, key, expected[key as never]]);
      }
    }
    this.#checked = seen + count;
    same(this.#checked, this.model.seq);
  }
  #checked = 0;

  #create({ pick, ms }: Step, parent: ReferenceTask | undefined): void {
    const name = pickOf(names, pick);
    const kind = pickOf(kinds, pick >> 2);
    const id = ms === 0 ? { id: pickOf(given, pick) } : {};
    const metadata = ms % 5 === 0 ? { metadata: { made: pick } } : {};
    const options = { ...id, ...metadata, ...(kind !== 'task' && { lifecycle: lifecycles[kind] as never }) };
    const parentTask = parent ? (this.tracker.get(parent.id) as Task) : null;
    const isTaken = id.id !== undefined && this.model.tasks.some((task) => task.id === id.id);
    const made = answerOf(() => this.tracker.task(name, { ...options, parent: parentTask }).id);
    if (isTaken) same(made, { code: 'duplicate_id' });
    else this.model.create((made as { value: string }).value, name, kind, parent, metadata.metadata ?? {});
    this.#catchUp();
  }

  #endAll({ pick }: Step): void {
    const role = pick % 2 ? 'cancel' : 'stop';
    const name = pickOf(names, pick >> 1);
    this.#both(
      () => this.tracker[role]({ name }),
      () => this.model.endAll(name, role),
    );
  }

  #command(step: Step, task: ReferenceTask, real: Task): void {
    const { pick } = step;
    const { model } = this;
    switch (step.do) {
      case 'queue':
      case 'start':
      case 'pause':
      case 'skip':
        return this.#ask(step.do, real[step.do].bind(real), task, this.#why(pick));
      case 'resume':
        return this.#ask('start', real.resume.bind(real), task, this.#why(pick), { reason: 'resumed' });
      case 'retry':
        return this.#retry(step, task, real);
      case 'succeed':
        return this.#both(
          () => real.succeed(pick % 3 ? { rows: pick } : undefined),
          () => model.ask(task, 'succeed', pick % 3 ? { result: { rows: pick } } : {}),
        );
      case 'fail': {
        const why = this.#why(pick);
        const error = new Error(`no ${pick % 2}`);
        return this.#both(
          () => real.fail(error, why),
          () => model.ask(task, 'fail', { ...this.#given(why), error: error.message }),
        );
      }
      case 'stop':
      case 'cancel': {
        const why = pick % 3 ? this.#why(pick) : `because ${pick % 2}`;
        const said = typeof why === 'string' ? { message: why } : this.#given(why);
        const role = step.do;
        return this.#both(
          () => real[role](why),
          () => model.end(task, role, said),
        );
      }
      case 'transition':
        return this.#transition(step, task, real);
      default:
        return this.#note(step, task, real);
    }
  }

  #ask(role: string, method: (why?: Why) => void, task: ReferenceTask, why: Why | undefined, extra: Given = {}): void {
    this.#both(
      () => method(why),
      () => this.model.ask(task, role, { ...extra, ...this.#given(why) }),
    );
  }

  #retry({ pick, ms }: Step, task: ReferenceTask, real: Task): void {
    const why = this.#why(pick);
    const error = pick % 2 ? { error: new Error('again') } : {};
    const said = { ...this.#given(why), ...(error.error && { error: 'again' }) };
    this.#both(
      () => real.retry({ ...why, ...error, after: ms }),
      () => this.model.ask(task, 'retry', { ...said, nextAttemptAt: this.model.wall + ms }),
    );
  }

  #transition({ pick, ms }: Step, task: ReferenceTask, real: Task): void {
    const stages = Object.keys((references[task.lifecycleName] as { phases: object }).phases);
    const roads = task.lifecycle.roads[stageOf(task)] as readonly string[];
    const to = ms < 35 && roads.length > 0 ? pickOf(roads, pick) : pickOf(stages, pick);
    const from = ms % 7 === 0 ? pickOf(stages, pick >> 3) : stageOf(task);
    const why = this.#why(pick >> 1);
    const phase = task.lifecycle.phases[to];
    const value = phase === 'success' ? { result: pick } : phase === 'failure' ? { error: `code ${pick % 3}` } : {};
    const move = real.transition as unknown as (from: string, to: string, why: object) => unknown;
    this.#both(
      () => void move.call(real, from, to, { ...why, ...value }),
      () => this.model.transition(task, from, to, { ...this.#given(why), ...value }),
    );
  }

  #note(step: Step, task: ReferenceTask, real: Task): void {
    const { pick, ms } = step;
    const { model, tracker } = this;
    switch (step.do) {
      case 'metadata': {
        const patch = { [`key${pick % 3}`]: pick };
        if (ms % 3 > 0)
          return this.#both(
            () => real.setMetadata(patch),
            () => model.setMetadata(task, patch),
          );
        return this.#both(
          () => tracker.work(task.name).setMetadata(patch),
          () => model.setWorkMetadata(task.name, patch),
        );
      }
      case 'observe': {
        const target = pickOf(targets, pick);
        const value = pickOf(values, ms);
        return this.#both(
          () => void real.observe(target, value),
          () => model.observe(task, target, value),
        );
      }
      case 'snapshot':
        return this.#both(
          () => void real.snapshot('label'),
          () => model.snapshot(task),
        );
      case 'progress':
        return this.#both(
          () => real.reportProgress(pick, pick + ms),
          () => model.signOfLife(task, { type: 'progressed', done: pick }),
        );
      case 'heartbeat':
        return this.#both(
          () => real.heartbeat(),
          () => model.signOfLife(task, { type: 'heartbeat' }),
        );
      case 'note':
        return this.#both(
          () => real.note(`note ${pick}`),
          () => model.note(task, `note ${pick}`),
        );
      case 'invalidate':
        return this.#both(
          () => real.invalidate(),
          () => model.invalidate(task),
        );
      case 'step':
        return this.#step(step, task, real);
      default:
        throw new Error(`no such command: ${step.do}`);
    }
  }

  #step({ pick }: Step, task: ReferenceTask, real: Task): void {
    const open = this.#openSteps.pop();
    if (open && pick % 3 > 0) {
      return this.#both(
        () => void open.watch.end(),
        () => this.model.endStep(open.task, open.seq),
      );
    }
    if (open) this.#openSteps.push(open);
    let watch: Stopwatch | undefined;
    let seq = 0;
    this.#both(
      () => void (watch = real.time(`step ${pick % 2}`)),
      () => void (seq = this.model.startStep(task, `step ${pick % 2}`)),
    );
    if (watch) this.#openSteps.push({ task, seq, watch });
  }

  /** Some commands say why, some name a task as the cause. */
  #why(pick: number): Why | undefined {
    if (pick % 4 === 0) return undefined;
    const cause = this.model.tasks[(pick >> 4) % this.model.tasks.length];
    const why: Why = {
      ...(pick & 1 && { reason: `r${(pick >> 5) % 2}` }),
      ...(pick & 2 && { message: `m${(pick >> 3) % 2}` }),
      ...(pick & 4 && cause && { cause: this.tracker.get(cause.id) as Task }),
    };
    return why;
  }

  #given(why: Why | undefined): Given {
    if (why === undefined) return {};
    const { cause, ...said } = why;
    return cause === undefined ? said : { ...said, cause: (cause as Task).status().seq };
  }
}

/** What a command answers; of one that is refused, the code. */
function answerOf(command: () => unknown): unknown {
  try {
    return { value: command() };
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string') throw error;
    return { code };
  }
}
