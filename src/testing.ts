/** `worktrail/testing`: what programs that use this library are tested with, whatever the runner. */
export { FakeClock } from './testing/fake-clock.ts';
export { type TestTracker, type TestTrackerOptions, testTracker } from './testing/test-tracker.ts';
