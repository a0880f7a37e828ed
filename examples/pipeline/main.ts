/**
 * What a data team does with the library: two data sets, each encoded in two ways, make four experiments, and beside
 * them run jobs that end in every other way. The data is that of the package `vega-datasets`.
 */
import { flights, movies, weather } from './datasets.ts';
import { frequency, oneHot } from './encoders.ts';
import { runExperiments } from './experiments.ts';
import { title } from './print/columns.ts';
import { printChanges, printExperiments, printReasons, printSummary, printTimings } from './print/report.ts';
import { printTransitions } from './print/transitions.ts';
import type { Split } from './samples.ts';
import { checkFlights, descend, publishFlights, search, watch } from './side-jobs.ts';
import { tracker } from './tracker.ts';

title('Transitions, as they come');
printTransitions(tracker);

const watching = watch.start(flights);
const [first] = await runExperiments([movies, weather], [oneHot, frequency]);
if (first) await compareModels(first);
await deliverFlights();
watching.stop('the run is over');
await watching.settled();

printSummary(tracker);
printExperiments(tracker);
printTimings(tracker);
printChanges(tracker);
printReasons(tracker);
await tracker.close();

/** Two other ways to the same model: one that does not arrive in time, one that is given up early. */
async function compareModels(split: Split): Promise<void> {
  await descend.start(split).settled();
  const searching = search.start(split);
  await tracker.until(() => (searching.progress?.done ?? 0) >= 20);
  searching.cancel('twenty rows took longer than ridge regression on all');
  await searching.settled();
}

/** What comes after the check is told when the check ends, whether or not it succeeds. */
async function deliverFlights(): Promise<void> {
  const checking = checkFlights.start(flights);
  await publishFlights
    .with({ after: [checking] })
    .start()
    .settled();
}
