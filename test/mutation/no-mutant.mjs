/** While a test file is loaded no mutant is active: in a thread that lasts, the one of the run before still would be. */
const stryker = globalThis.__stryker__;
if (stryker) stryker.activeMutant = undefined;
