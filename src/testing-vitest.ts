/**
 * `worktrail/testing/vitest`: importing it gives Vitest's `expect` the matchers, and fails a test that ends with open
 * tasks of a `testTracker()`, with their names.
 */
import './testing/vitest.ts';
export type { TrailMatchers } from './testing/matchers.ts';
