/** `worktrail/testing`: what programs that use this library are tested with, whatever the runner. */
export { FakeClock } from './testing/fake-clock.ts';
export { type TestTracker, type TestTrackerOptions, testTracker } from './testing/test-tracker.ts';
export { type Given, given, type Then } from './testing/given.ts';
export { type Explorable, type Exploration, explore } from './testing/explore.ts';
export { type Coverage, coverPaths, type DifferingPath, type Driven } from './testing/cover-paths.ts';
export type { Route } from './testing/routes.ts';
export { matchers, type TrailMatchers } from './testing/matchers.ts';
export type { ExpectedFailure, ExpectedStatus } from './testing/task-matchers.ts';
export type { ExpectedTime } from './testing/tracker-matchers.ts';
export type { Verdict } from './testing/verdict.ts';
export { record } from './testing/record.ts';
export { type GoldenOptions, toGolden } from './testing/golden.ts';
export { type RaceOptions, type RaceProblem, type RaceReport, raceEverything } from './testing/race-everything.ts';
export type { RaceStep, RaceTrack, RaceVerdict } from './testing/one-race.ts';
export {
  type CrashDifference,
  crashEverywhere,
  type CrashOptions,
  type CrashReport,
} from './testing/crash-everywhere.ts';
export type { CrashScenario } from './testing/lives.ts';
export type { ContractPromise } from './testing/contract.ts';
export { journalContract } from './testing/journal-contract.ts';
export type { JournalSubject } from './testing/journal-subject.ts';
export { observerContract, type ObserverSubject } from './testing/observer-contract.ts';
export type { Observer } from './ports/observer.ts';
export type { Draft } from './model/facts.ts';
