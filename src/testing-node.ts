/**
 * `worktrail/testing/node`: assertions for `node:test`. Importing it fails a test that ends with open tasks of a
 * `testTracker()`, with their names.
 */
import './testing/node.ts';
export {
  assertChanged,
  assertFailedWith,
  assertNoRejections,
  assertPassed,
  assertSettled,
  assertStage,
  assertStatus,
  assertTaken,
  assertTree,
  type TrailAssertion,
} from './testing/assertions.ts';
