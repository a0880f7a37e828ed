import { TrackerError } from '../model/errors.ts';
import type { Filter } from '../ports/filter.ts';
import type { TaskView } from '../ports/task-view.ts';
import { historyText } from './history-text.ts';

/** @throws TrackerError (`open_tasks`) with the name and the history of each open task */
export function refuseOpenTasks(tracker: { list(filter?: Filter): readonly TaskView[] }): void {
  const open = tracker.list().filter((task) => !task.isSettled);
  if (open.length === 0) return;
  const names = open.map(({ path }) => path).join(', ');
  const fix = "End them, or allow it with testTracker({ openTasks: 'allow' }).";
  throw new TrackerError(
    'open_tasks',
    `The test ended with open tasks: ${names}.\n${open.map(historyText).join('\n')}\n${fix}`,
    fix,
  );
}
