import type { Outcome, Phase } from './phases.ts';
import type { Road } from './road.ts';
import type { taskStages } from './task-stages.ts';

/** An open stage: where it stands and which roads lead out of (`to`) and into (`from`) it. */
export interface OpenStageDefinition {
  readonly phase: Exclude<Phase, 'done'>;
  readonly outcome?: never;
  readonly to?: readonly string[];
  readonly from?: readonly string[];
}
/** A done stage: it has an outcome, and no road leads out of it. */
export interface DoneStageDefinition {
  readonly phase: 'done';
  readonly outcome: Outcome;
  readonly to?: never;
  readonly from?: readonly string[];
}
export type StageDefinition = OpenStageDefinition | DoneStageDefinition;

/** A lifecycle as the user writes it: standing alone, or extending another one with stages of its own. */
export interface LifecycleDefinition {
  readonly name: string;
  readonly extends?: Lifecycle;
  /** The stage before the first transition. Default: that of the extended lifecycle, else the first stage. */
  readonly initial?: string;
  readonly stages: Readonly<Record<string, StageDefinition>>;
}

/** What the library does by itself or by a method of `Task`; a lifecycle says to which of its stages each leads. */
export type Role =
  | 'queue'
  | 'start'
  | 'pause'
  | 'retry'
  | 'interrupt'
  | 'succeed'
  | 'fail'
  | 'time_out'
  | 'stop'
  | 'cancel'
  | 'skip';

/** The roads between stages. Made by `defineLifecycle`; `taskLifecycle` is the default one. */
export interface Lifecycle<D = unknown> {
  readonly name: string;
  readonly initial: string;
  readonly definition: D;
  readonly stages: readonly string[];
  /** Whether a road leads from one stage to another. Staying in a stage is not a road. */
  canMove(from: string, to: string): boolean;
  /** @internal The road from one stage to another; to the same one while it is open. Undefined where there is none. */
  road(from: string, to: string): Road | undefined;
  /** @internal The road to the stage that a role leads to. Undefined where there is none. */
  roadFor(role: Role, from: string): Road | undefined;
  /** The stages that a road leads to. */
  next(from: string): readonly string[];
  /** Whether a stage can still come, over one or more roads: a stage reaches itself only where a circle leads back. */
  canReach(from: string, to: string): boolean;
  /** @throws NotFoundError for a stage that the lifecycle does not have */
  phaseOf(stage: string): Phase;
  outcomeOf(stage: string): Outcome | undefined;
  /**
   * The stage that a role leads to: the one that has the name it has in the default lifecycle and means the same; else the
   * first of its phase or outcome with a road from here; else the first of them. Undefined where there is none. No road
   * need lead there: see `canMove`.
   */
  stageFor(role: Role, from: string): string | undefined;
  /** A Mermaid state diagram. */
  toMermaid(): string;
}

/** The default lifecycle as a type. An interface, so that the compiler shows its name and not its table. */
export interface DefaultLifecycle extends Lifecycle<{ readonly name: 'task'; readonly stages: typeof taskStages }> {}

/** The definition of every stage of a lifecycle, inherited ones included, by name; of several lifecycles, a union. */
export type StagesOf<L> = L extends { readonly definition: infer D } ? StagesIn<D> : never;
type OwnStages<D> = D extends { readonly stages: infer S } ? S : unknown;
type BaseStages<D> = D extends { readonly extends: infer L } ? StagesOf<L> : unknown;
export type StagesIn<D> = unknown extends D ? Readonly<Record<string, StageDefinition>> : OwnStages<D> & BaseStages<D>;

type NameIn<Stages> = Stages extends unknown ? (string extends keyof Stages ? string : keyof Stages) : never;
/** The names of a lifecycle's stages; of several lifecycles, those of each. */
export type StageOf<L> = NameIn<StagesOf<L>>;

type Targets<Stage> = Stage extends { readonly to: readonly (infer T)[] } ? T : never;
/** The roads that are named in `from`, each with the stage that names it. */
type Inward<Stages> = {
  [K in keyof Stages]: Stages[K] extends { readonly from: readonly (infer T)[] } ? { from: T; to: K } : never;
}[keyof Stages];
type Into<Roads, Name> = Roads extends { from: infer From; to: infer To } ? (Name extends From ? To : never) : never;
type NextIn<Stages, Roads, From> = Stages extends unknown
  ? string extends keyof Stages
    ? string
    : From extends keyof Stages
      ? Targets<Stages[From]> | Into<Roads, From>
      : never
  : never;
/** The legal targets of each stage. `-?` makes the compiler look them up, instead of working all of them out each time. */
export type RoadsOf<L> = { readonly [From in StageOf<L>]-?: NextIn<StagesOf<L>, Inward<StagesOf<L>>, From> };
/** The legal targets of one stage. */
export type NextOf<L, From extends StageOf<L>> = RoadsOf<L>[From];

type DefinitionIn<Stages, S> = Stages extends unknown ? (S extends keyof Stages ? Stages[S] : never) : never;
type OutcomeOf<Stage> = Stage extends { readonly outcome: infer O extends Outcome } ? O : never;
/** The outcome of a stage, or `never` for an open one. */
export type OutcomeIn<L, S> = OutcomeOf<DefinitionIn<StagesOf<L>, S>>;
