import { encode, isPlainScalar } from '../codec/encode.ts';
import { toTrackedError } from '../codec/error.ts';
import { keptText } from '../codec/kept-text.ts';
import type { Redactor } from '../codec/redact.ts';
import { redactJson } from '../codec/redact-json.ts';
import type { Tally } from '../codec/tally.ts';
import type { RawDraft, RawStageChange } from '../model/commands.ts';
import type { Draft, DraftOf } from '../model/facts.ts';
import { Creation } from '../model/creation.ts';
import { Move } from '../model/move.ts';
import { ResultMove } from '../model/result-move.ts';

/** The most that is kept of a word, in bytes of JSON, and of a list of them. */
const wordBytes = 512;
const mostSchemas = 100;

/** Drafts made JSON-safe and redacted: the list itself where there is nothing to do, as in the usual case. */
export function sealed(drafts: readonly RawDraft[], redactor: Redactor, tally?: Tally): readonly Draft[] {
  let at = 0;
  while (at < drafts.length && isSafe(drafts[at] as RawDraft)) at++;
  return at === drafts.length ? (drafts as readonly Draft[]) : drafts.map((draft) => seal(draft, redactor, tally));
}

/** Whether it is recorded as it stands. */
function isSafe(draft: RawDraft): boolean {
  if (draft instanceof Move || draft instanceof Creation) return true;
  return draft instanceof ResultMove && isPlainScalar(draft.result);
}

/** Makes a draft JSON-safe and redacted: what the host handed over is recorded by value from here on. */
export function seal(draft: RawDraft, redactor: Redactor, tally?: Tally): Draft {
  if (isSafe(draft)) return draft as Draft;
  if (draft instanceof ResultMove) return sealResultMove(draft, redactor, tally);
  switch (draft.type) {
    case 'stage_changed':
      return sealRecord(draft, redactor, tally);
    case 'annotated':
      return sealAnnotation(draft, redactor, tally);
    case 'cancel_requested':
      return draft.message === undefined ? draft : { ...draft, message: keptText(draft.message, redactor, tally) };
    case 'progressed':
      return sealProgress(draft, redactor, tally);
    case 'metadata_changed':
      return sealMetadata(draft, redactor);
    case 'rejected':
      return { ...draft, from: keptText(draft.from, redactor, tally), to: keptText(draft.to, redactor, tally) };
    case 'step_ended':
      return draft.error === undefined ? draft : { ...draft, error: keptText(draft.error, redactor, tally) };
    default:
      return draft;
  }
}

function sealResultMove(raw: ResultMove<unknown>, redactor: Redactor, tally: Tally | undefined): Draft {
  const { type, from, to, attempt, move } = raw;
  const { value, lossy } = encode(raw.result, { redact: redactor, tally });
  return lossy ? { type, from, to, attempt, result: value, lossy } : new ResultMove(move, value);
}

function sealRecord(raw: RawStageChange, redactor: Redactor, tally: Tally | undefined): Draft {
  const { result, message, summary, schemas } = raw;
  const sealed = { ...raw } as Record<string, unknown>;
  if (result !== undefined) sealValue(sealed, 'result', result, redactor, tally);
  if (raw.payload !== undefined) sealValue(sealed, 'payload', raw.payload, redactor, tally);
  if (raw.caughtError !== undefined) sealed['caughtError'] = toTrackedError(raw.caughtError, redactor, tally);
  if ('error' in raw) sealError(sealed, raw.error, redactor, tally);
  if (message !== undefined) sealed['message'] = keptText(message, redactor, tally);
  if (summary !== undefined) sealed['summary'] = keptText(summary, redactor, tally);
  if (schemas !== undefined) sealed['schemas'] = keptSchemas(schemas, redactor, tally);
  return sealed as unknown as Draft;
}

/** A fact of which one value is not whole says so. */
function sealValue(
  sealed: Record<string, unknown>,
  field: 'result' | 'payload' | 'data',
  raw: unknown,
  redactor: Redactor,
  tally: Tally | undefined,
): void {
  const { value, lossy } = encode(raw, { redact: redactor, tally });
  sealed[field] = value;
  if (lossy) sealed['lossy'] = true;
}

/** Where nobody says more, the message is that of the error. */
function sealError(
  sealed: Record<string, unknown>,
  thrown: unknown,
  redactor: Redactor,
  tally: Tally | undefined,
): void {
  const error = toTrackedError(thrown, redactor, tally);
  sealed['error'] = error;
  sealed['message'] ??= error.message;
}

function sealMetadata(draft: DraftOf<'metadata_changed'>, redactor: Redactor): Draft {
  const patch = redactJson(draft.patch, redactor, 'metadata');
  return patch === draft.patch ? draft : { ...draft, patch };
}

function sealProgress(draft: DraftOf<'progressed'>, redactor: Redactor, tally: Tally | undefined): Draft {
  const { note, unit } = draft;
  if (note === undefined && unit === undefined) return draft;
  return {
    ...draft,
    ...(note !== undefined && { note: keptText(note, redactor, tally) }),
    ...(unit !== undefined && { unit: keptText(unit, redactor, tally, wordBytes) }),
  };
}

function sealAnnotation(draft: DraftOf<'annotated'>, redactor: Redactor, tally: Tally | undefined): Draft {
  const { data, message } = draft;
  const sealed = { ...draft } as Record<string, unknown>;
  if (message !== undefined) sealed['message'] = keptText(message, redactor, tally);
  if (data !== undefined) sealValue(sealed, 'data', data, redactor, tally);
  return sealed as unknown as Draft;
}

function keptSchemas(schemas: readonly string[], redactor: Redactor, tally: Tally | undefined): readonly string[] {
  if (tally && schemas.length > mostSchemas) tally.cuts += 1;
  return schemas.slice(0, mostSchemas).map((schema) => keptText(schema, redactor, tally, wordBytes));
}
