import { checkJson, checkJsonValue } from '../codec/metadata.ts';
import { ValidationError } from '../model/errors.ts';
import type { Draft } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { CommandedTask } from './commanded-task.ts';
import { validateNow } from './schemas.ts';

/** Facts about an open task that move nothing. Signs of life are advice: after the end they are ignored. */
export function reportProgress(
  task: CommandedTask,
  done: number,
  total?: number,
  how: string | { readonly note?: string; readonly unit?: string } = {},
): void {
  checkAmount(task, 'done', done);
  if (total !== undefined) checkAmount(task, 'total', total);
  const { note, unit } = typeof how === 'string' ? { note: how } : { unit: undefined, ...how };
  signOfLife(task, {
    type: 'progressed',
    done,
    ...(total !== undefined && { total }),
    ...(unit !== undefined && { unit }),
    ...(note !== undefined && { note }),
  });
}

export function heartbeat(task: CommandedTask): void {
  signOfLife(task, { type: 'heartbeat' });
}

function signOfLife(task: CommandedTask, draft: Draft): void {
  if (task.entity.state.phase !== 'done') task.command({ do: 'record', draft });
}

export function note(task: CommandedTask, text: string, data?: Json): void {
  const { attempt } = task.entity.state;
  const kept = data === undefined ? undefined : { data: checkJsonValue(data, 'data') };
  task.command({ do: 'annotate', draft: { type: 'annotated', kind: 'note', attempt, message: String(text), ...kept } });
}

export function invalidate(task: CommandedTask, why?: string): void {
  const { attempt } = task.entity.state;
  const message = why === undefined ? undefined : { message: why };
  task.command({ do: 'annotate', draft: { type: 'annotated', kind: 'invalidated', attempt, ...message } });
}

/** The schema of the tracker judges what the metadata would be as a whole. */
export function setMetadata(task: CommandedTask, patch: unknown): void {
  const checked = checkJson(patch, 'metadata');
  const { metadataSchema } = task.runtime;
  if (metadataSchema) validateNow(metadataSchema, { ...task.metadata, ...checked }, 'metadata');
  task.command({ do: 'record', draft: { type: 'metadata_changed', patch: checked } });
}

function checkAmount({ runtime: { redactor } }: CommandedTask, path: string, value: unknown): void {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return;
  const message = `${path} is not an amount: ${redactor.text(String(value))}.`;
  throw new ValidationError('invalid_amount', message, 'Give a finite number that is 0 or more.', path);
}
