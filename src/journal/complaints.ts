import { JournalError, type JournalErrorDetails, TrackerError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import type { JournalOwner } from '../ports/journal.ts';

/** The refusals of a journal, each with what was true and what to do. */
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Does something with files; what goes wrong comes out as a `JournalError`. */
export function typed<T>(doing: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw asJournalError(doing, error);
  }
}

export function asJournalError(doing: string, error: unknown): TrackerError {
  if (error instanceof TrackerError) return error;
  if (noRoom.has(errnoOf(error))) return full(error);
  const message = error instanceof Error ? error.message : String(error);
  return new JournalError('io', `${doing} failed: ${message}`, 'Look at the disk and at the rights of the directory.', {
    cause: error,
  });
}

export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function full(cause?: unknown): JournalError {
  const message = 'The disk had no room for these facts; nothing is left of them.';
  return new JournalError('full', message, 'Make room; the next append tries again.', { cause });
}

export function unfit(fact: Fact, why: string, cause?: unknown): JournalError {
  const message = `The fact ${fact.seq} (${fact.type}) cannot be kept: ${why}.`;
  return new JournalError('format', message, 'Hand over less.', { cause, details: { seq: fact.seq } });
}

export function oversized(upTo: number, maxBytes: number): JournalError {
  const message = `The checkpoint of the facts up to ${upTo} takes more than ${maxBytes} bytes; the one before stays.`;
  return new JournalError('format', message, 'Keep fewer tasks in memory.', { details: { seq: upTo } });
}

export function outOfOrder(found: number, expected: number): JournalError {
  const message = `The fact ${found} was given where ${expected} was due.`;
  return new JournalError('format', message, 'Append facts in the order of seq, each once.', {
    details: { seq: found },
  });
}

export function locked(directory: string, owner: JournalOwner): JournalError {
  const { pid, host } = owner;
  const message = `The journal ${directory} belongs to process ${pid} on ${host}, which has not closed it.`;
  const fix = `Close it there. If ${host} is gone for good, use repair() with { force: true }.`;
  return new JournalError('locked', message, fix, { details: { pid, host } });
}

export function takenOver(directory: string, owner?: JournalOwner): JournalError {
  const by = owner === undefined ? 'another process' : `process ${owner.pid} on ${owner.host}`;
  const message = `The journal ${directory} was taken over by ${by}; nothing more was written.`;
  const details = owner === undefined ? {} : { pid: owner.pid, host: owner.host };
  return new JournalError('locked', message, 'End this process, or open the journal anew once it is free.', {
    details,
  });
}

export function poisoned(cause: unknown): JournalError {
  const message = 'The disk could not confirm what was written, so that nothing more is acknowledged.';
  return new JournalError('poisoned', message, 'Look at the disk, then start the process again.', { cause });
}

export function closed(): JournalError {
  return new JournalError('closed', 'The journal is closed.', 'Open it again to append.');
}

export function noDisk(directory: string): JournalError {
  const message = `There is no disk here to keep the journal ${directory} on.`;
  return new JournalError('no_disk', message, 'Keep facts in memory, or give the tracker a journal of your own.');
}

export function tooNew(file: string, version: number): JournalError {
  const message = `${file} has the format version ${version}, which this version does not know. It was not touched.`;
  return new JournalError('too_new', message, 'Update worktrail.', { details: { file } });
}

export function foreign(file: string, why: string): JournalError {
  return new JournalError('format', `${file} ${why}.`, 'Give a directory that holds nothing but a journal.', {
    details: { file },
  });
}

/** @param details where reading ends: `length` says how much is damaged, where that is known */
export function corrupt(details: Required<Pick<JournalErrorDetails, 'file' | 'offset' | 'seq'>>): JournalError {
  const { file, offset, seq } = details;
  const message = `What was promised to be on disk is damaged: ${file}, from byte ${offset} on; fact ${seq} cannot be read.`;
  const fix = 'Restore the file from a copy, or cut the journal there with repair(), which keeps what it takes out.';
  return new JournalError('corrupt', message, fix, { details });
}
