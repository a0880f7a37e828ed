import { checkJson, checkJsonValue } from '../codec/metadata.ts';
import { checkName } from '../codec/names.ts';
import { redactJson } from '../codec/redact-json.ts';
import { ValidationError } from '../model/errors.ts';
import type { Command } from '../model/commands.ts';
import { Creation } from '../model/creation.ts';
import type { DraftOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import { meaningOf } from '../model/meaning.ts';
import { taskLifecycle } from '../model/task-lifecycle.ts';
import { nextSegment } from '../rules/child-names.ts';
import type { TriggerRule } from '../rules/trigger.ts';
import type { Within } from './inside.ts';
import { type LiveTask, liveOf } from './live-task.ts';
import { unknownTask } from './misses.ts';
import type { Runtime } from './runtime.ts';
import { validateNow } from './schemas.ts';
import type { Task } from './task.ts';

/** What a task is created with. */
export interface Birth {
  readonly id?: string | undefined;
  readonly key?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** `null` begins a root; absent takes the task that the code is inside of. */
  readonly parent?: { readonly id: string } | null | undefined;
  readonly lifecycle?: Lifecycle | undefined;
  readonly parameters?: unknown;
  readonly pollInterval?: number | undefined;
  readonly communicators?: readonly string[] | undefined;
  readonly after?: readonly { readonly id: string }[] | undefined;
  readonly when?: TriggerRule | undefined;
  readonly args?: Json | undefined;
  readonly argsRedacted?: true | undefined;
  readonly resumedFrom?: string | undefined;
}

/** How a task is created. */
export interface Creating {
  /** Absent where there is nothing to say of it. */
  readonly birth?: Birth | undefined;
  /** The task that the code is inside of. */
  readonly within: Within;
  /** What is written together with its creation; without it, it is not started. */
  first?(task: LiveTask): Command;
}

/**
 * Creates a task. Everything is checked before anything is recorded.
 * @param name as it stands in the record
 */
export function createTask(runtime: Runtime, name: string, creating: Creating): LiveTask {
  if (runtime.refusal) throw runtime.refusal;
  runtime.engine.makeRoom();
  const { birth, within } = creating;
  const draft = draftOf(runtime, name, birth, within);
  const given = birth?.id ?? runtime.createId?.();
  const id = given === undefined ? undefined : checkedId(runtime, given);
  if (birth?.lifecycle) runtime.engine.lifecycles.add(birth.lifecycle);
  const entity = runtime.engine.conceive(draft);
  const task = liveOf(runtime.handOf(entity));
  runtime.engine.create(entity, draft, id, creating.first?.(task));
  runtime.owner = undefined;
  return task;
}

function draftOf(runtime: Runtime, name: string, birth: Birth | undefined, within: Within): DraftOf<'task_created'> {
  const parent = birth?.parent === undefined ? outerTask(runtime, within) : birth.parent;
  if (!birth && !parent && !runtime.owner) return new Creation(name);
  const draft = { type: 'task_created', name, ...(parent && placeIn(runtime, parent, name)) };
  if (birth) Object.assign(draft, given(birth, runtime), ownStages(birth.lifecycle ?? taskLifecycle));
  return (runtime.owner ? { ...draft, owner: runtime.owner } : draft) as DraftOf<'task_created'>;
}

/** The task that the code is inside of. One that was let go has no children any more. */
function outerTask({ engine }: Runtime, within: Within): Task | undefined {
  return within && engine.ledger.has(liveOf(within).entity.position) ? within : undefined;
}

function placeIn(runtime: Runtime, named: { readonly id: string }, name: string): { parent: string; path: string } {
  const parent = runtime.taskOf(named);
  if (!parent) throw foreign(runtime, named, 'parent');
  return { parent: parent.id, path: pathIn(parent, name) };
}

/** The path that the next child of this name gets. */
export function pathIn(parent: Task, name: string): string {
  const { entity, runtime } = liveOf(parent);
  return `${parent.path}/${nextSegment(runtime.engine.ledger.childNames(entity.position), name)}`;
}

function given(birth: Birth, runtime: Runtime): object {
  const { redactor, veil } = runtime;
  const { key, tags, metadata, parameters, pollInterval, communicators, after, when, args, argsRedacted, resumedFrom } =
    birth;
  const optional = {
    key: key === undefined ? undefined : veil.key(key),
    tags: tags?.length ? tags.map((tag) => veil.key(tag)) : undefined,
    metadata: checkMetadata(runtime, metadata),
    parameters: parameters === undefined ? undefined : recordedParameters(runtime, parameters),
    pollInterval,
    communicators: communicators?.map((text) => redactor.text(text)),
    after: after?.map((task) => idOfUpstream(runtime, task)),
    when: after && when,
    args,
    argsRedacted,
    resumedFrom,
  };
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
}

function checkMetadata(runtime: Runtime, metadata: Birth['metadata']): Record<string, Json> | undefined {
  if (metadata === undefined) return undefined;
  const checked = checkJson(metadata, 'metadata');
  if (runtime.metadataSchema) validateNow(runtime.metadataSchema, checked, 'metadata');
  return redactJson(checked, runtime.redactor, 'metadata');
}

function recordedParameters({ redactor }: Runtime, parameters: unknown): Json {
  return redactJson(checkJsonValue(parameters, 'parameters'), redactor, 'parameters');
}

function idOfUpstream(runtime: Runtime, task: { readonly id: string }): string {
  if (!runtime.taskOf(task)) throw foreign(runtime, task, 'after');
  return task.id;
}

function ownStages(lifecycle: Lifecycle): object {
  if (lifecycle === taskLifecycle) return {};
  const { name, initial } = lifecycle;
  const phase = lifecycle.phaseOf(initial);
  return { lifecycle: name, initial, ...(phase !== meaningOf({ to: initial }).phase && { phase }) };
}

function checkedId(runtime: Runtime, given: string): string {
  const id = runtime.veil.key(checkName(given, 'id'));
  if (runtime.engine.ledger.positionOf(id) === undefined) return id;
  const message = `There is a task with the id '${id}' already.`;
  throw new ValidationError('duplicate_id', message, 'Give another id, or none: the tracker makes one.', 'id');
}

function foreign(runtime: Runtime, { id }: { readonly id: string }, path: string): Error {
  if (runtime.engine.ledger.isGone(id)) return unknownTask(runtime, id);
  const message = `${path} is not a task of this tracker.`;
  return new ValidationError('unknown_task', message, 'Give a task that this tracker handed out.', path);
}
