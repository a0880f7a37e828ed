import { type JestLike, register } from './jest.ts';

const { expect, afterEach } = globalThis as Partial<JestLike>;

/** With `injectGlobals: false` there are none, and `register` is called by hand. */
if (expect && afterEach) register({ expect, afterEach });
