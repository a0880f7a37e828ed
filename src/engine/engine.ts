import type { Redactor } from '../codec/redact.ts';
import type { Tally } from '../codec/tally.ts';
import type { Command, RawDraft } from '../model/commands.ts';
import { TransitionError } from '../model/errors.ts';
import type { Draft, DraftOf, Fact } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Observer } from '../ports/observer.ts';
import type { View } from '../ports/view.ts';
import { decide } from '../rules/decide.ts';
import { Bus } from './bus.ts';
import { rejection, together } from './drafts.ts';
import type { Entity } from './entity.ts';
import { factOf } from './fact-of.ts';
import { Ledger, type Saved } from './ledger.ts';
import { Lifecycles } from './lifecycles.ts';
import { replay } from './replay.ts';
import { batch, type Retention } from './retention.ts';
import { sealed } from './seal.ts';
import { Write } from './write.ts';

export interface EngineOptions {
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly lifecycles: readonly Lifecycle[];
  readonly journal?: Pick<Journal, 'append'> | undefined;
  /** Where what caps cut away is counted. */
  readonly tally?: Tally;
  /** Hears of what goes wrong where facts are told. */
  readonly report: (error: unknown) => void;
  /** How much is kept of what is done. Default: all. */
  readonly retention?: Retention | undefined;
  /** The views of which something counts for ever. */
  readonly lasting?: readonly View<unknown>[] | undefined;
}

/** Of what `save` makes; another one is left alone, and all facts are read instead. */
const version = 2;

/**
 * The only way a fact comes into being.
 *
 * 1. A request is judged by the state of its own task, with all that is written remembered first.
 * 2. What a command brings about gets one reading of the clocks and goes to the journal in one write. If that throws,
 *    nothing has happened.
 * 3. A refused request leaves a `rejected` fact, and nothing else.
 */
export class Engine {
  readonly ledger: Ledger;
  readonly lifecycles: Lifecycles;
  readonly #clock: Clock;
  readonly #redactor: Redactor;
  readonly #tally: Tally | undefined;
  readonly #journal: Pick<Journal, 'append'> | undefined;
  readonly #bus: Bus;
  /** Filled by one command after another, but for those that are given while something is being told. */
  readonly #spare = new Write();
  #seq = 0;
  #prologue: Draft | undefined;

  constructor(options: EngineOptions) {
    this.#clock = options.clock;
    this.#redactor = options.redactor;
    this.#tally = options.tally;
    this.#journal = options.journal;
    this.lifecycles = new Lifecycles(options.lifecycles);
    this.ledger = new Ledger(options.clock, this.lifecycles, options);
    this.#bus = new Bus(this.ledger, options.report);
    this.ledger.keeper.isBusy = () => this.#bus.isTelling;
  }

  /** @param prologue written together with the first fact of this process, and before it */
  inherit(prologue: Draft): void {
    this.#prologue = prologue;
    this.ledger.isInherited = true;
  }

  subscribe(observer: Observer): void {
    this.#bus.subscribe(observer);
  }

  /** Does it when all that is written has been told. @param given to it, so that it need not be made anew */
  later<A>(act: (given: A) => void, given?: A): void {
    this.#bus.later(act, given);
  }

  /**
   * Judges a request and writes what it brings about.
   * @returns the `seq` of the last fact written, 0 where nothing changed
   * @throws TransitionError where the request is refused, JournalError where it cannot be kept
   */
  commit(entity: Entity, command: Command): number {
    this.#bus.rememberAll();
    this.ledger.thin();
    const current = this.ledger.current(entity);
    return this.#write(current, this.#judge(current, command));
  }

  /**
   * The same of several tasks that take this command, in one write.
   * @throws JournalError where it cannot be kept: then it happened to none of them
   */
  commitAll(commands: readonly (readonly [Entity, Command])[]): void {
    this.#bus.rememberAll();
    const writes: Write[] = [];
    for (const [entity, command] of commands) {
      const drafts = decide(entity.state, command);
      const last = writes.at(-1)?.last ?? this.#beforeNext();
      if (drafts.length > 0) writes.push(this.#filled(new Write(), last + 1, entity, drafts));
    }
    if (writes.length > 0) this.#publishAll(writes);
  }

  #judge(entity: Entity, command: Command): readonly RawDraft[] {
    try {
      return decide(entity.state, command);
    } catch (refusal) {
      if (refusal instanceof TransitionError) this.#write(entity, [rejection(refusal)]);
      throw refusal;
    }
  }

  /** A task that is about to be created: judged as it will be, and nothing has happened yet. */
  conceive(draft: DraftOf<'task_created'>): Entity {
    this.#bus.rememberAll();
    return this.ledger.begin(draft);
  }

  /**
   * Creates a task that was conceived last; its id is made of its position unless one is given.
   * @param command what follows at once: it is written together with the creation, so that no crash comes between
   */
  create(entity: Entity, draft: DraftOf<'task_created'>, id?: string, command?: Command): void {
    if (id !== undefined) this.ledger.ids.give(entity.position, id);
    try {
      this.#write(entity, command ? together(draft, decide(entity.state, command)) : [draft]);
    } finally {
      if (this.ledger.taskCount === entity.position) this.ledger.ids.takeBack(entity.position);
    }
  }

  /** Lets go of what is due, once many tasks have ended since that was done last. */
  makeRoom(): void {
    if (this.ledger.keeper.isOverdue(batch)) this.ledger.settle();
  }

  /** Writes a fact about no task. */
  note(draft: Draft): void {
    this.#bus.rememberAll();
    this.#write(undefined, [draft]);
  }

  /** All that is remembered, as JSON, and up to which fact. */
  save(): { readonly upTo: number; readonly parts: Readonly<Record<string, Json>> } {
    return { upTo: this.ledger.seq, parts: { version, ...this.ledger.save() } };
  }

  /** Takes over what `save` made, before anything else. @returns whether it could: another version is left alone */
  restore(parts: Readonly<Record<string, Json>>): boolean {
    if (parts['version'] !== version) return false;
    this.ledger.load(parts as unknown as Saved);
    this.#seq = this.ledger.seq;
    return true;
  }

  /** Remembers facts that are kept already: see `replay`. */
  replay(facts: Iterable<Fact>): void {
    replay(this.ledger, facts);
    this.#seq = this.ledger.seq;
  }

  #write(entity: Entity | undefined, raw: readonly RawDraft[]): number {
    if (raw.length === 0) return 0;
    const write = this.#bus.isTelling ? new Write() : this.#spare;
    const { last } = this.#filled(write, this.#beforeNext() + 1, entity, raw);
    if (this.#prologue) this.#publishAll([write]);
    else this.#publish(write);
    return last;
  }

  /** What the next command's first fact comes after. */
  #beforeNext(): number {
    return this.#seq + (this.#prologue ? 1 : 0);
  }

  #filled(write: Write, first: number, entity: Entity | undefined, raw: readonly RawDraft[]): Write {
    write.readClocks(this.#clock);
    return write.fill(first, entity, sealed(raw, this.#redactor, this.#tally));
  }

  #publish(write: Write): void {
    this.#journal?.append(this.#factsIn(write));
    this.#seq = write.last;
    this.#bus.publish(write);
  }

  /** Together; in the journal the prologue stands before them. */
  #publishAll(writes: readonly Write[]): void {
    const [next] = writes as [Write];
    const prologue = this.#prologue && new Write().takeClocks(next).fill(next.first - 1, undefined, [this.#prologue]);
    const all = prologue ? [prologue, ...writes] : writes;
    const last = all.at(-1) as Write;
    this.#journal?.append(all.flatMap((write) => this.#factsIn(write)));
    this.#prologue = undefined;
    this.ledger.isInherited = false;
    for (const [at, write] of all.entries()) write.next = all[at + 1];
    this.#seq = last.last;
    this.#bus.publish(all[0] as Write, last);
  }

  #factsIn({ first, timestamp, mono, entity, drafts }: Write): Fact[] {
    const taskId = entity && this.ledger.idOf(entity.position);
    return drafts.map((draft, at) => factOf({ seq: first + at, timestamp, mono }, taskId, draft));
  }
}
