import { Tracker } from '../../../dist/index.js';

/** By default a tracker lets go of finished tasks beyond 100,000; here they are all to be kept. */
export const keepAll = { retention: { maxTasks: 100_000_000 } };

/** A task that its host drives, and `listeners` that read its path and both stages. */
export function worktrail(listeners = 1, options = {}) {
  let seen = 0;
  let tracker = fresh();
  return {
    life() {
      const task = tracker.task('job');
      task.queue();
      task.start();
      task.succeed();
      return seen;
    },
    clear: () => (tracker = fresh()),
    get tracker() {
      return tracker;
    },
  };

  function fresh() {
    const made = new Tracker({ ...keepAll, ...options });
    for (let count = 0; count < listeners; count++)
      made.events.on(
        'transition',
        ({ task, from, to }) => (seen += task.path.length + from.stage.length + to.stage.length),
      );
    return made;
  }
}

/** A tracker that holds this many finished tasks. */
export function trackerOf(tasks) {
  const contestant = worktrail(0);
  for (let task = 0; task < tasks; task++) contestant.life();
  return contestant.tracker;
}
