/**
 * `worktrail/testing/jest`: importing it, in a file of `setupFilesAfterEnv`, gives Jest's `expect` the matchers, and
 * fails a test that ends with open tasks of a `testTracker()`, with their names. Before Node 24.9 Jest takes ES modules
 * only with `NODE_OPTIONS=--experimental-vm-modules`.
 */
import './testing/jest-globals.ts';
export { type JestLike, register } from './testing/jest.ts';
export type { TrailMatchers } from './testing/matchers.ts';
