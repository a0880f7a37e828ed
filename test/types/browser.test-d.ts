import { expectTypeOf, test } from 'vitest';
import type * as inBrowser from '../../src/engine/async-context.browser.ts';
import type * as onNode from '../../src/engine/async-context.ts';
import type { fileJournal as noFileJournal } from '../../src/journal/file-journal.browser.ts';
import type { fileJournal } from '../../src/journal/file-journal.ts';
import type { meansOf as noMeans } from '../../src/journal/means.browser.ts';
import type { meansOf } from '../../src/journal/means.ts';

type Shape<T> = Pick<T, keyof T>;

test('what a browser gets in the place of a module has its types', () => {
  expectTypeOf<keyof typeof inBrowser>().toEqualTypeOf<keyof typeof onNode>();
  expectTypeOf<Shape<inBrowser.AsyncContext<string>>>().toEqualTypeOf<Shape<onNode.AsyncContext<string>>>();
  expectTypeOf<typeof noFileJournal>().toEqualTypeOf<typeof fileJournal>();
  expectTypeOf<typeof noMeans>().toEqualTypeOf<typeof meansOf>();
});
