import { ValidationError } from '../model/errors.ts';
import type { Grounds } from '../model/commands.ts';
import type { FactSource } from '../ports/source.ts';
import type { Why } from './task.ts';

const none: Grounds = {};

/** A host's `why` as the rules read it: a string is the message, a task as cause is its newest fact. */
export function toGrounds(why: string | Why | undefined, source: FactSource): Grounds {
  if (why === undefined) return none;
  if (typeof why === 'string') return { message: why };
  if (typeof why !== 'object' || why === null)
    throw invalid('why', 'is neither a sentence nor { reason, message, cause }');
  const { reason, message, cause, ...others } = why;
  for (const field of Object.keys(others)) throw invalid(`why.${field}`, 'is unknown');
  if (reason !== undefined && !isWord(reason)) throw invalid('why.reason', 'is not a word');
  if (message !== undefined && typeof message !== 'string') throw invalid('why.message', 'is not a string');
  return { reason, message, cause: cause === undefined ? undefined : seqOf(cause, source) };
}

function isWord(reason: unknown): boolean {
  return typeof reason === 'string' && /^\w[\w.:-]{0,127}$/.test(reason);
}

function seqOf(cause: NonNullable<Why['cause']>, source: FactSource): number {
  if (typeof cause === 'object') return cause.status().seq;
  if (Number.isInteger(cause) && cause > 0 && cause <= source.seq) return cause;
  throw invalid('why.cause', 'is not the number of a fact');
}

function invalid(path: string, was: string): ValidationError {
  const fix = "Give a sentence, or { reason: 'snake_case', message: 'a sentence', cause: task }.";
  return new ValidationError('invalid_why', `${path} ${was}.`, fix, path);
}
