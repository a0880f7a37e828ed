/**
 * Nothing may cost more because there are more tasks or a longer history: the last thousand against the first thousand,
 * of 100,000 transitions of one task and of 100,000 tasks. The fastest of a few slices at each end is compared.
 */
import { Tracker } from '../../dist/index.js';

const total = 100_000;
const slice = 1000;

/** Nanoseconds of one time, at the start and at the end. */
function ends(step) {
  const slices = [];
  for (let done = 0; done < total; done += slice) {
    const start = performance.now();
    for (let time = 0; time < slice; time++) step();
    slices.push(((performance.now() - start) / slice) * 1e6);
  }
  return { first: Math.min(...slices.slice(0, 10)), last: Math.min(...slices.slice(-10)) };
}

/** The code is warmed on a tracker of its own, so that the start is not that of the compiler. */
function warmed(make) {
  ends(make());
  return ends(make());
}

export function measureFlatness() {
  return {
    'a transition of one task': warmed(() => {
      const task = new Tracker().task('job');
      task.start();
      let pauses = true;
      return () => {
        if (pauses) task.pause();
        else task.resume();
        pauses = !pauses;
      };
    }),
    'a task': warmed(() => {
      const tracker = new Tracker();
      return () => {
        const task = tracker.task('job');
        task.start();
        task.succeed();
      };
    }),
  };
}
