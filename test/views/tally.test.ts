import { expect, test } from 'vitest';
import { countRow, emptyTally, loadTally, saveTally } from '../../src/views/tally.ts';

const again = (tally: ReturnType<typeof emptyTally>) =>
  loadTally(JSON.parse(JSON.stringify(saveTally(tally))) as never);

test('rows that ran count whole, others have waited only', () => {
  const tally = emptyTally();
  countRow(tally, 5, undefined);
  countRow(tally, 1, 30);
  countRow(tally, 2, 10);
  expect(tally).toMatchObject({ count: 2, total: 40, min: 10, max: 30, waited: 8 });
  expect(again(tally)).toMatchObject({ count: 2, total: 40, min: 10, max: 30, waited: 8 });
});

test('one of rows that never ran is written as JSON too, and counts on after it was read', () => {
  const tally = emptyTally();
  countRow(tally, 5, undefined);
  expect(JSON.stringify(saveTally(tally))).not.toContain('null');
  const loaded = again(tally);
  countRow(loaded, 0, 7);
  expect(loaded).toMatchObject({ count: 1, total: 7, min: 7, max: 7, waited: 5 });
});
