import { describe, expect, it } from 'vitest';
import { keptText } from '../../src/codec/kept-text.ts';
import { jsonSize } from '../../src/codec/text-size.ts';

const hideDigits = { text: (text: string) => text.replaceAll(/\d/g, '*') };

describe('a kept text', () => {
  it('is the text itself where it fits', () => {
    const tally = { cuts: 0 };
    expect(keptText('load', undefined, tally)).toBe('load');
    expect(keptText('a'.repeat(8192), undefined, tally)).toBe('a'.repeat(8192));
    expect(tally.cuts).toBe(0);
  });

  it.each([8193, 100_000])('of %i characters ends with a mark within 8 KiB, and is counted', (length) => {
    const tally = { cuts: 0 };
    const kept = keptText('a'.repeat(length), undefined, tally);
    expect(kept).toBe(`${'a'.repeat(8189)}…`);
    expect(jsonSize(kept)).toBe(8192);
    expect(tally.cuts).toBe(1);
  });

  it('is cut in the same way where nobody counts', () => {
    expect(keptText('abcdefgh', undefined, undefined, 6)).toBe('abc…');
  });

  it('is measured after secrets were taken out of it', () => {
    const short = { text: (text: string) => text.replace('secret', '?') };
    expect(keptText('a secret', short, undefined, 3)).toBe('a ?');
    expect(keptText('1234', hideDigits, undefined, 4)).toBe('****');
  });
});
