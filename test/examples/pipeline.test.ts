import { describe, expect, test } from 'vitest';
import { golden } from '../support/examples.ts';

const output = golden('pipeline');

/** The golden file says how it looks; these say what it must show, whoever updates it. */
describe('the pipeline shows', () => {
  test.each(['succeeded', 'failed', 'timed_out', 'stopped', 'cancelled', 'skipped'])('a task that %s', (stage) => {
    expect(output).toMatch(new RegExp(`^  ${stage} +[1-9]`, 'm'));
  });

  test('a retry that leads to success', () => {
    expect(output).toMatch(/load +retrying +user_exception: ENOENT[\s\S]*load +running +retry\n.*load +succeeded/);
  });

  test('all four kinds of change', () => {
    const [, header = ''] = /^( +table .*)$/m.exec(output) ?? [];
    for (const type of ['CREATE', 'UPDATE', 'DELETE', 'TRANSFORM']) {
      const end = header.indexOf(type) + type.length;
      expect(
        output.split('\n').some((line) => /^  (movies|weather)/.test(line) && /\d/.test(line.slice(end - 3, end))),
      ).toBe(true);
    }
  });

  test('why a task was skipped', () => {
    expect(output).toMatch(/publish-flights skipped \(upstream_failed\)\n +← check-flights failed/);
  });
});
