import { type Task, Tracker } from 'worktrail';

/** One tracker for the whole run, in memory. `await Tracker.open('./runs')` would keep it on disk. */
export const tracker = new Tracker();

/** The task that the running code is inside of. */
export function current(): Task {
  if (!tracker.current) throw new Error('this code runs inside a tracked function only');
  return tracker.current;
}
