import { build } from './build.mjs';

/** Builds the library and the examples before the tests that need them, when something has changed. */
export const setup = (): void => build({ examples: true, ifStale: true });
