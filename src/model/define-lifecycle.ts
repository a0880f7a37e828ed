import type { Lifecycle, LifecycleDefinition, StageOf, StagesIn } from './lifecycle.ts';
import { checkDefinition, checkStages } from './lifecycle-checks.ts';
import { CompiledLifecycle } from './lifecycle-compiled.ts';
import { stagesIn } from './lifecycle-roads.ts';
import { parseDefinition } from './lifecycle-shape.ts';
import type { Phase } from './phases.ts';

type Open = Exclude<Phase, 'done'>;
type Name<D> = keyof StagesIn<D> & string;
/** The names of the stages that are in one of some phases. */
type NameIn<S, P extends Phase> = { [K in keyof S]: S[K] extends { readonly phase: P } ? K : never }[keyof S];
type Inherited<D> = D extends { readonly extends: infer L } ? StageOf<L> : never;

/** Asks for a property that nothing has, so that the compiler's message holds the sentence. */
interface Refused<Sentence extends string> {
  readonly error: Sentence;
}
type OwnStage<D, K> =
  K extends Inherited<D>
    ? Refused<'This stage is inherited and cannot be defined again.'>
    : {
        readonly to?: readonly Exclude<Name<D>, K>[];
        readonly from?: readonly Exclude<NameIn<StagesIn<D>, Open>, K>[];
      };

/** What the compiler refuses where it knows all names: roads from or to what is no stage, a wrong initial stage. */
type Checked<D extends LifecycleDefinition> =
  string extends Name<D>
    ? unknown
    : {
        readonly initial?:
          | NameIn<StagesIn<D>, 'idle' | 'waiting'>
          | Refused<'The initial stage must be one of the stages, and idle or waiting.'>;
        readonly stages: { readonly [K in keyof D['stages']]: OwnStage<D, K> };
      };

/**
 * Makes a lifecycle: stages, each with its phase, its outcome when done, and the roads between them.
 *
 * It stands alone, or `extends` another one and inherits its stages. An own stage names the stages that it leads to
 * (`to`) and those that lead to it (`from`), so that an inherited stage gets a road to a new one. The initial stage is
 * idle or waiting; it is that of the extended lifecycle, else the first one, unless `initial` names it.
 *
 * The result is frozen, and keeps a frozen copy of the definition.
 *
 * @throws ValidationError for an unknown stage in a road, a stage that cannot be reached, an open stage without a way to
 * a done one, a done stage with roads out or without outcome, an inherited stage that is defined again, a wrong initial
 * stage, a lifecycle without a stage of outcome `failure`, or a name that is empty or holds `/` or control characters
 *
 * @example
 * const download = defineLifecycle({
 *   name: 'download',
 *   extends: taskLifecycle,
 *   stages: { downloading: { phase: 'active', from: ['running'], to: ['succeeded', 'failed', 'cancelled'] } },
 * });
 */
export function defineLifecycle<const D extends LifecycleDefinition>(definition: D & Checked<D>): Lifecycle<D> {
  const copy = parseDefinition(definition);
  const stages = stagesIn(copy);
  checkDefinition(copy, stages);
  const [first] = stages.keys();
  const initial = copy.initial ?? copy.extends?.initial ?? first;
  checkStages(copy.name, stages, initial);
  return new CompiledLifecycle(copy.name, initial, copy as unknown as D, stages);
}
