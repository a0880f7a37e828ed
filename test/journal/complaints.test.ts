import { expect, test } from 'vitest';
import { asJournalError, corrupt, errnoOf, takenOver, typed } from '../../src/journal/complaints.ts';
import { JournalError } from '../../src/model/errors.ts';

const failing = (error: unknown) => () =>
  typed('Verifying ./runs', () => {
    throw error;
  });

test('what goes wrong with files says what was done, and keeps its cause', () => {
  const cause = Object.assign(new Error('EACCES: no'), { code: 'EACCES' });
  expect(failing(cause)).toThrow(
    expect.objectContaining({ code: 'io', message: 'Verifying ./runs failed: EACCES: no', cause }),
  );
  expect(failing('a word')).toThrow('Verifying ./runs failed: a word');
  expect(typed('Nothing', () => 5)).toBe(5);
});

test.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('%s is a disk without room', (code) => {
  expect(asJournalError('Writing', Object.assign(new Error(code), { code }))).toMatchObject({ code: 'full' });
});

test('a refusal of our own stays as it is', () => {
  const error = new JournalError('locked', 'it was locked', 'close it');
  expect(asJournalError('Opening', error)).toBe(error);
});

test('only an error has a code', () => {
  expect([errnoOf({ code: 'ENOENT' }), errnoOf(new Error('x')), errnoOf(undefined)]).toEqual(['', '', '']);
  expect(errnoOf(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe('ENOENT');
});

test('damage is told with its place', () => {
  expect(corrupt({ file: '00000001.jsonl', offset: 70, seq: 3 })).toMatchObject({
    code: 'corrupt',
    message: expect.stringContaining('00000001.jsonl, from byte 70 on; fact 3'),
    details: { file: '00000001.jsonl', offset: 70, seq: 3 },
  });
});

test('who took a journal over is named where it is known', () => {
  expect(takenOver('./runs', { pid: 7, host: 'there' })).toMatchObject({
    message: expect.stringContaining('taken over by process 7 on there'),
    details: { pid: 7, host: 'there' },
  });
  expect(takenOver('./runs')).toMatchObject({ message: expect.stringContaining('by another process'), details: {} });
});
