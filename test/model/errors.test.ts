import { describe, expect, it } from 'vitest';
import type * as Errors from '../../src/model/errors.ts';

/** The same module twice, as two copies of the library in one process would bring it. */
const copy = (path: string): Promise<typeof Errors> => import(path);
const errors = await copy('../../src/model/errors.ts');
const other = await copy('../../src/model/errors.ts?second-copy');

const move = { from: 'running', to: 'pending', legal: ['succeeded'] };
const made = (from: typeof Errors) => ({
  TrackerError: new from.TrackerError('odd', 'it was odd', 'make it even'),
  TransitionError: new from.TransitionError('illegal', 'no road', 'take another', move),
  NotFoundError: new from.NotFoundError('not_found', 'it was not there', 'look elsewhere'),
  StillActiveError: new from.StillActiveError('still_active', 'it was open', 'wait'),
  NotResumableError: new from.NotResumableError('cancelled', 'it was cancelled', 'allow it'),
  NotReachableError: new from.NotReachableError('not_reachable', 'it cannot come', 'wait for another'),
  QueueFullError: new from.QueueFullError('queue_full', 'the line was full', 'come later'),
  ValidationError: new from.ValidationError('invalid', 'it was wrong', 'give another', 'a.b'),
  JournalError: new from.JournalError('locked', 'it was locked', 'close the other'),
  CancelledError: new from.CancelledError('cancelled', 'it was cancelled', 'nothing'),
  TimeoutError: new from.TimeoutError('run_timeout', 'it took too long', 'allow more'),
  FinalError: new from.FinalError('it is over'),
  RecordedError: new from.RecordedError('recorded', 'it failed before', 'run it again'),
});
type Name = keyof ReturnType<typeof made>;
const names = Object.keys(made(errors)) as Name[];

describe.each(names)('%s', (name) => {
  const error = () => made(errors)[name];

  it('has a name, a code, a message and a fix', () => {
    expect(error().name).toBe(name === 'CancelledError' ? 'AbortError' : name);
    expect(error().code).toMatch(/^[a-z_]+$/);
    expect(error().message).not.toBe('');
    expect(error().fix).not.toBe('');
    expect(error()).toBeInstanceOf(Error);
    const { message, stack } = error();
    expect(stack).toContain(message);
  });

  it('is known to be itself and a TrackerError, and no sibling', () => {
    for (const known of names)
      expect(error() instanceof errors[known]).toBe(known === name || known === 'TrackerError');
  });

  it('is known across two copies of the library', () => {
    expect(other[name]).not.toBe(errors[name]);
    expect(error()).toBeInstanceOf(other[name]);
    expect(made(other)[name]).toBeInstanceOf(errors[name]);
    expect(made(other)[name]).toBeInstanceOf(errors.TrackerError);
  });
});

describe('what only some of them have', () => {
  it('says which roads there were', () => {
    expect(made(errors).TransitionError).toMatchObject(move);
  });

  it('names the offending place', () => {
    expect(made(errors).ValidationError.path).toBe('a.b');
  });

  it('marks a final error as not to be retried, and takes a code and a cause', () => {
    const cause = new Error('disk');
    const error = new errors.FinalError('gone', { code: 'no_disk', cause });
    expect(error).toMatchObject({ retryable: false, code: 'no_disk', message: 'gone', cause });
    expect(new errors.FinalError('gone').code).toBe('final');
  });

  it('says where a journal is damaged, or nothing', () => {
    const details = { file: '00000001.jsonl', offset: 70 };
    expect(new errors.JournalError('corrupt', 'it was damaged', 'repair it', { details }).details).toEqual(details);
    expect(new errors.JournalError('full', 'no room', 'make room').details).toEqual({});
  });

  it('keeps the cause', () => {
    const cause = new Error('disk');
    expect(new errors.JournalError('full', 'no room', 'make room', { cause }).cause).toBe(cause);
    expect('cause' in new errors.JournalError('full', 'no room', 'make room')).toBe(false);
  });
});

describe('what is not an error of this library', () => {
  it.each([new Error('x'), {}, null, undefined, 'TrackerError', 1, Symbol('x')])('%s', (value) => {
    expect((value as object) instanceof errors.TrackerError).toBe(false);
  });
});

describe('a class that a host derives', () => {
  class RateLimited extends errors.FinalError {}

  it('makes errors that are also what they derive from', () => {
    expect(new RateLimited('429')).toBeInstanceOf(RateLimited);
    expect(new RateLimited('429')).toBeInstanceOf(errors.FinalError);
    expect(new RateLimited('429')).toBeInstanceOf(other.FinalError);
  });

  // A derived class inherits the mark of its parent; this turns red when errors.ts asks for an own one.
  it('does not claim the errors of its parent', () => {
    expect(new errors.FinalError('x')).not.toBeInstanceOf(RateLimited);
  });
});
