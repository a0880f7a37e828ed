import { decode } from '../codec/decode.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { TrackedError } from '../model/tracked-error.ts';
import { stageText } from './history-text.ts';

/** How a task is called in a text, by its id. */
export type NameOf = (taskId: string) => string;

/** What happened, in a few words, without the name of the task that it happened to. */
export function factText(fact: Fact, nameOf: NameOf): string {
  switch (fact.type) {
    case 'task_created':
      return createdText(fact, nameOf);
    case 'stage_changed':
      return enteredText(fact);
    case 'rejected':
      return `refused: ${fact.from} → ${fact.to} (${fact.code})`;
    case 'cancel_requested':
      return `asked to end: ${stageText({ stage: fact.outcome, reason: fact.reason })}${quoted(fact.message)}`;
    case 'annotated':
      return `${fact.kind.replaceAll('_', ' ')}${quoted(fact.message)}${valueText('data', fact.data)}`;
    case 'progressed':
      return `progress ${fact.done}${fact.total === undefined ? '' : ` of ${fact.total}`}${quoted(fact.note)}`;
    case 'heartbeat':
      return 'heartbeat';
    case 'metadata_changed':
      return `metadata${fact.work === undefined ? '' : ` of work ${fact.work}`} ${JSON.stringify(fact.patch)}`;
    case 'changed':
      return changedText(fact);
    case 'snapshot_taken':
      return `snapshot '${fact.label}' (${fact.phase})`;
    case 'step_started':
      return `step ${fact.step} begins`;
    case 'step_ended':
      return `step of #${fact.started} ends${quoted(fact.error)}`;
    case 'recovered':
      return 'a new owner takes over';
    default:
      return fact satisfies never;
  }
}

function createdText({ key, resumedFrom, after, when, lifecycle }: FactOf<'task_created'>, nameOf: NameOf): string {
  const extras = [
    key !== undefined && `key ${key}`,
    lifecycle !== undefined && `lifecycle ${lifecycle}`,
    after && `after ${after.map(nameOf).join(', ')}${when === undefined ? '' : ` when ${when}`}`,
    resumedFrom !== undefined && `resumed from ${nameOf(resumedFrom)}`,
  ].filter((extra) => extra !== false && extra !== undefined);
  return ['created', ...extras].join(', ');
}

function enteredText(fact: FactOf<'stage_changed'>): string {
  const { to: stage, reason, attempt, nextAttemptAt, timestamp, cause, result } = fact;
  const extras = [
    stageText({ stage, reason }),
    `attempt ${attempt}`,
    nextAttemptAt !== undefined && `next in ${nextAttemptAt - timestamp} ms`,
    cause !== undefined && `because of #${cause}`,
  ].filter((extra) => extra !== false);
  return `→ ${extras.join(', ')}${whyText(fact)}${valueText('result', result)}`;
}

/** The message of a record is often that of its error. */
function whyText({ message, error, caughtError }: FactOf<'stage_changed'>): string {
  const own = message === error?.message ? '' : quoted(message);
  return `${own}${errorText(error)}${caughtError ? `, caught${errorText(caughtError)}` : ''}`;
}

function errorText(error: TrackedError | undefined): string {
  return error ? ` ${error.name}: “${error.message}”` : '';
}

function changedText({ target, changes, transform }: FactOf<'changed'>): string {
  const leaves = changes.map(
    ({ type, path, before, after }) =>
      `${type} ${path || '(root)'}${valueText('from', before)}${valueText('to', after)}`,
  );
  return `${target}${transform === undefined ? '' : ` by ${transform}`}: ${leaves.join('; ') || 'nothing changed'}`;
}

function quoted(text: string | undefined): string {
  return text === undefined ? '' : ` “${text}”`;
}

function valueText(word: string, value: Json | undefined): string {
  if (value === undefined) return '';
  const known = decode(value);
  return ` ${word} ${known instanceof Error ? `${known.name}: “${known.message}”` : JSON.stringify(value)}`;
}
