import { expect, test } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { testTracker } from '../../src/testing.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { endless } from './rig.ts';

/** A process on a journal, which dies without a word. */
const process = (journal: Journal) => testTracker({ journal, openTasks: 'allow' }).tracker;

/** What the journal holds once that process is dead. */
const left = (journal: Journal): Journal => memoryJournal(journal.read());

test('a second recovery appends nothing', () => {
  const first = memoryJournal();
  const tracker = process(first);
  tracker.track('load', endless).start();
  tracker.task('idle');
  const second = left(first);
  process(second);
  const recovered = [...second.read()];
  expect(recovered.map(({ type }) => type).slice(-2)).toEqual(['recovered', 'stage_changed']);
  const third = left(second);
  process(third);
  expect([...third.read()]).toEqual(recovered);
});
