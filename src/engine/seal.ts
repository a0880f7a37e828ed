import { encode } from '../codec/encode.ts';
import { toTrackedError } from '../codec/error.ts';
import type { Redactor } from '../codec/redact.ts';
import { redactJson } from '../codec/redact-json.ts';
import type { RawDraft, RawStageChange } from '../model/commands.ts';
import type { Draft, DraftOf } from '../model/facts.ts';
import { Creation } from '../model/creation.ts';
import { Move } from '../model/move.ts';

/** Drafts made JSON-safe and redacted: the list itself where there is nothing to do, as in the usual case. */
export function sealed(drafts: readonly RawDraft[], redactor: Redactor): readonly Draft[] {
  let at = 0;
  while (at < drafts.length && isUsual(drafts[at] as RawDraft)) at++;
  return at === drafts.length ? (drafts as readonly Draft[]) : drafts.map((draft) => seal(draft, redactor));
}

function isUsual(draft: RawDraft): boolean {
  return draft instanceof Move || draft instanceof Creation;
}

/** Makes a draft JSON-safe and redacted: what the host handed over is recorded by value from here on. */
export function seal(draft: RawDraft, redactor: Redactor): Draft {
  if (draft instanceof Move) return draft;
  switch (draft.type) {
    case 'stage_changed':
      return sealRecord(draft, redactor);
    case 'annotated':
      return sealAnnotation(draft, redactor);
    case 'cancel_requested':
      return draft.message === undefined ? draft : { ...draft, message: redactor.text(draft.message) };
    case 'progressed':
      return sealProgress(draft, redactor);
    case 'metadata_changed':
      return sealMetadata(draft, redactor);
    case 'rejected':
      return { ...draft, from: redactor.text(draft.from), to: redactor.text(draft.to) };
    case 'step_ended':
      return draft.error === undefined ? draft : { ...draft, error: redactor.text(draft.error) };
    default:
      return draft;
  }
}

function sealRecord(raw: RawStageChange, redactor: Redactor): Draft {
  const { result, message, summary, schemas } = raw;
  const sealed = { ...raw } as Record<string, unknown>;
  if (result !== undefined) sealResult(sealed, result, redactor);
  if (raw.payload !== undefined) sealed['payload'] = encode(raw.payload, { redact: redactor }).value;
  if (raw.caughtError !== undefined) sealed['caughtError'] = toTrackedError(raw.caughtError, redactor);
  if ('error' in raw) sealError(sealed, raw.error, redactor);
  if (message !== undefined) sealed['message'] = redactor.text(message);
  if (summary !== undefined) sealed['summary'] = redactor.text(summary);
  if (schemas !== undefined) sealed['schemas'] = schemas.map((schema) => redactor.text(schema));
  return sealed as unknown as Draft;
}

function sealResult(sealed: Record<string, unknown>, result: unknown, redactor: Redactor): void {
  const { value, lossy } = encode(result, { redact: redactor });
  sealed['result'] = value;
  if (lossy) sealed['lossy'] = true;
}

/** Where nobody says more, the message is that of the error. */
function sealError(sealed: Record<string, unknown>, thrown: unknown, redactor: Redactor): void {
  const error = toTrackedError(thrown, redactor);
  sealed['error'] = error;
  sealed['message'] ??= error.message;
}

function sealMetadata(draft: DraftOf<'metadata_changed'>, redactor: Redactor): Draft {
  const patch = redactJson(draft.patch, redactor, 'metadata');
  return patch === draft.patch ? draft : { ...draft, patch };
}

function sealProgress(draft: DraftOf<'progressed'>, redactor: Redactor): Draft {
  const { note, unit } = draft;
  if (note === undefined && unit === undefined) return draft;
  return {
    ...draft,
    ...(note !== undefined && { note: redactor.text(note) }),
    ...(unit !== undefined && { unit: redactor.text(unit) }),
  };
}

function sealAnnotation(draft: DraftOf<'annotated'>, redactor: Redactor): Draft {
  const { data, message, ...rest } = draft;
  return {
    ...rest,
    ...(message !== undefined && { message: redactor.text(message) }),
    ...(data !== undefined && { data: encode(data, { redact: redactor }).value }),
  };
}
