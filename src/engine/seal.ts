import { encode } from '../codec/encode.ts';
import { toTrackedError } from '../codec/error.ts';
import type { Redactor } from '../codec/redact.ts';
import type { RawDraft, RawStageChange } from '../model/commands.ts';
import type { Draft, DraftOf } from '../model/facts.ts';
import { Move } from '../model/move.ts';

/** Makes a draft JSON-safe and redacted: what the host handed over is recorded by value from here on. */
export function seal(draft: RawDraft, redactor: Redactor): Draft {
  if (draft instanceof Move) return draft;
  switch (draft.type) {
    case 'stage_changed':
      return sealRecord(draft as RawStageChange, redactor);
    case 'annotated':
      return sealAnnotation(draft, redactor);
    case 'cancel_requested':
      return draft.message === undefined ? draft : { ...draft, message: redactor.text(draft.message) };
    case 'progressed':
      return draft.note === undefined ? draft : { ...draft, note: redactor.text(draft.note) };
    case 'step_ended':
      return draft.error === undefined ? draft : { ...draft, error: redactor.text(draft.error) };
    default:
      return draft;
  }
}

function sealRecord(raw: RawStageChange, redactor: Redactor): Draft {
  const { result, payload, error, caughtError, message, reason, ...rest } = raw;
  const recorded = 'error' in raw ? toTrackedError(error, redactor) : undefined;
  const said = message ?? recorded?.message;
  const value = result === undefined ? undefined : encode(result, { redact: redactor });
  return {
    ...rest,
    ...(reason !== undefined && { reason }),
    ...(said !== undefined && { message: redactor.text(said) }),
    ...(value && { result: value.value }),
    ...(value?.lossy && { lossy: true as const }),
    ...(payload !== undefined && { payload: encode(payload, { redact: redactor }).value }),
    ...(recorded && { error: recorded }),
    ...(caughtError !== undefined && { caughtError: toTrackedError(caughtError, redactor) }),
  } as Draft;
}

function sealAnnotation(draft: DraftOf<'annotated'>, redactor: Redactor): Draft {
  const { data, message, ...rest } = draft;
  return {
    ...rest,
    ...(message !== undefined && { message: redactor.text(message) }),
    ...(data !== undefined && { data: encode(data, { redact: redactor }).value }),
  };
}
