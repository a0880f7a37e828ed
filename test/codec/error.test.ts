import { describe, expect, it } from 'vitest';
import { toError, toTrackedError } from '../../src/codec/error.ts';
import { createRedactor } from '../../src/codec/redact.ts';
import { RecordedError, TimeoutError } from '../../src/model/errors.ts';
import type { TrackedError } from '../../src/model/tracked-error.ts';

const fails = (): never => {
  throw new Error('not for you');
};

function causes(error: TrackedError | undefined): string[] {
  return error === undefined ? [] : [error.message, ...causes(error.cause)];
}

describe('a recorded error', () => {
  it('has name, message, stack, code and cause', () => {
    const thrown = Object.assign(new TypeError('bad', { cause: new RangeError('why') }), { code: 'E_BAD' });
    expect(toTrackedError(thrown)).toEqual({
      name: 'TypeError',
      message: 'bad',
      stack: thrown.stack,
      code: 'E_BAD',
      cause: { name: 'RangeError', message: 'why', stack: expect.stringContaining('RangeError: why') },
    });
    expect(toTrackedError(new TimeoutError('run_timeout', 'late', 'wait'))).toMatchObject({
      name: 'TimeoutError',
      code: 'run_timeout',
    });
  });

  it('has a code that is a number as text, and no other', () => {
    expect(toTrackedError(Object.assign(new Error('x'), { code: 404 })).code).toBe('404');
    expect(toTrackedError(Object.assign(new Error('x'), { code: {} }))).not.toHaveProperty('code');
  });

  it.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    ['text', 'text'],
    [12n, '12'],
    [Symbol('s'), 'Symbol(s)'],
    [{ code: 5 }, '{"code":5}'],
    [[new Date(0)], '[{"$date":0}]'],
    [fails, '[function fails]'],
  ])('shows what was thrown where that is no error: %s', (thrown, message) => {
    expect(toTrackedError(thrown)).toStrictEqual({ name: 'NonError', message });
  });

  it('survives a proxy that throws', () => {
    const thrown: unknown = new Proxy({}, { getPrototypeOf: fails });
    expect(toTrackedError(thrown)).toStrictEqual({ name: 'NonError', message: '[unreadable]' });
  });

  it('keeps eight causes, and ends where a cause comes back', () => {
    let long: Error = new Error('0');
    for (let level = 1; level < 30; level += 1) long = new Error(String(level), { cause: long });
    expect(causes(toTrackedError(long))).toEqual(['29', '28', '27', '26', '25', '24', '23', '22', '21']);
    const circular = new Error('a');
    circular.cause = new Error('b', { cause: circular });
    expect(causes(toTrackedError(circular))).toEqual(['a', 'b']);
    expect(toTrackedError(new Error('x', { cause: 'text' })).cause).toEqual({ name: 'NonError', message: 'text' });
  });

  it('is capped: 8 KiB of message, 16 KiB of stack; what is cut ends with a mark, and is counted', () => {
    const thrown = new Error('m'.repeat(100_000));
    thrown.stack = 's'.repeat(100_000);
    const tally = { cuts: 0 };
    const { message, stack } = toTrackedError(thrown, undefined, tally);
    expect(message === `${'m'.repeat(8189)}…` && stack === `${'s'.repeat(16_381)}…`).toBe(true);
    expect(toTrackedError('😀'.repeat(100_000), undefined, tally).message === `${'😀'.repeat(2047)}…`).toBe(true);
    expect(tally.cuts).toBe(3);
    expect(toTrackedError(new Error('m'.repeat(8192)), undefined, tally).message.endsWith('m')).toBe(true);
    expect(tally.cuts).toBe(3);
  });

  it('leaves out what throws or is of another type', () => {
    const thrown = new Error('x');
    for (const part of ['stack', 'name', 'message', 'code', 'cause'])
      Object.defineProperty(thrown, part, { get: fails });
    expect(toTrackedError(thrown)).toStrictEqual({ name: 'Error', message: '' });
    expect(toTrackedError(Object.assign(new Error('x'), { name: 5, message: 5 }))).toMatchObject({
      name: 'Error',
      message: '',
    });
  });

  it('knows errors of another realm', async () => {
    const { runInNewContext } = await import('node:vm');
    expect(toTrackedError(runInNewContext('new RangeError("far")'))).toMatchObject({
      name: 'RangeError',
      message: 'far',
    });
  });

  it('is redacted everywhere', () => {
    const secret = 'http://user:hunter2@host/';
    const thrown = Object.assign(new Error(secret, { cause: { secret } }), { code: secret, name: secret });
    const text = JSON.stringify(toTrackedError(thrown, createRedactor()));
    expect(text).not.toContain('hunter2');
    expect(text).toContain('http://[redacted]@host/');
  });
});

describe('handed out again', () => {
  it('it is a RecordedError with the same message, code, stack and causes', () => {
    const recorded = toTrackedError(
      Object.assign(new TypeError('bad', { cause: new Error('why') }), { code: 'E_BAD' }),
    );
    const error = toError(recorded);
    expect(error).toBeInstanceOf(RecordedError);
    expect(error).toMatchObject({
      message: 'bad',
      code: 'E_BAD',
      stack: recorded.stack,
      fix: expect.stringContaining('TypeError'),
    });
    expect(error.cause).toMatchObject({ message: 'why', code: 'recorded' });
  });

  it('it has a stack of its own where none was recorded, and no more causes than are ever recorded', () => {
    expect(toError({ name: 'Error', message: 'x' }).stack).toContain('RecordedError: x');
    let long: TrackedError = { name: 'E', message: '0' };
    for (let level = 1; level < 20_000; level += 1) long = { name: 'E', message: String(level), cause: long };
    expect(() => toError(long)).not.toThrow();
  });
});
