import { expectTypeOf, test } from 'vitest';
import type * as inBrowser from '../../src/engine/async-context.browser.ts';
import type * as onNode from '../../src/engine/async-context.ts';
import type { fileJournal as noFileJournal } from '../../src/journal/file-journal.browser.ts';
import type { fileJournal } from '../../src/journal/file-journal.ts';
import type { repair as noRepair } from '../../src/journal/repair.browser.ts';
import type { repair } from '../../src/journal/repair.ts';
import type { verify as noVerify } from '../../src/journal/verify.browser.ts';
import type { verify } from '../../src/journal/verify.ts';

type Shape<T> = Pick<T, keyof T>;

test('what a browser gets in the place of a module has its types', () => {
  expectTypeOf<keyof typeof inBrowser>().toEqualTypeOf<keyof typeof onNode>();
  expectTypeOf<Shape<inBrowser.AsyncContext<string>>>().toEqualTypeOf<Shape<onNode.AsyncContext<string>>>();
  expectTypeOf<typeof noFileJournal>().toEqualTypeOf<typeof fileJournal>();
  expectTypeOf<typeof noRepair>().toEqualTypeOf<typeof repair>();
  expectTypeOf<typeof noVerify>().toEqualTypeOf<typeof verify>();
});
