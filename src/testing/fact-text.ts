import type { Fact, FactOf } from '../model/facts.ts';
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
  const { reason, attempt, message, error, result, nextAttemptAt, timestamp, cause } = fact;
  const extras = [
    `attempt ${attempt}`,
    nextAttemptAt !== undefined && `next in ${nextAttemptAt - timestamp} ms`,
    cause !== undefined && `because of #${cause}`,
  ].filter((extra) => extra !== false);
  const why = `${quoted(message)}${error ? ` ${error.name}:${quoted(error.message)}` : ''}${valueText('result', result)}`;
  return `→ ${stageText({ stage: fact.to, reason })}, ${extras.join(', ')}${why}`;
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

function valueText(word: string, value: unknown): string {
  return value === undefined ? '' : ` ${word} ${JSON.stringify(value)}`;
}
