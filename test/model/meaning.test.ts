import { describe, expect, it } from 'vitest';
import { meaningByName, meaningOf } from '../../src/model/meaning.ts';

describe('what a stage means', () => {
  it('is said by the name of a default stage, and by no other', () => {
    expect(meaningByName('retrying')).toMatchObject({ phase: 'waiting' });
    expect(meaningByName('timed_out')).toEqual({ phase: 'done', outcome: 'timeout' });
    expect(meaningByName('downloading')).toBeUndefined();
    expect(meaningByName('constructor')).toBeUndefined();
  });

  it('is what a record says, also when its stage is called as a default one', () => {
    expect(meaningOf({ to: 'failed', phase: 'active' })).toMatchObject({ phase: 'active' });
    expect(meaningOf({ to: 'done_well', phase: 'done', outcome: 'success' })).toMatchObject({ outcome: 'success' });
  });

  it('is that of the name where a record says nothing, and idle for a name that nobody knows', () => {
    expect(meaningOf({ to: 'skipped' })).toEqual({ phase: 'done', outcome: 'skipped' });
    expect(meaningOf({ to: 'downloading' })).toEqual({ phase: 'idle' });
  });
});
