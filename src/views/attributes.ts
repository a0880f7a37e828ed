import { deepFreeze } from '../model/deep-freeze.ts';
import type { Json } from '../model/json.ts';
import type { FactSource, Position } from '../ports/source.ts';

/** What the library noted about a task: `caughtError` is what the body threw although the task succeeded. */
export function attributesOf(source: FactSource, position: Position): Readonly<Record<string, Json>> {
  const caughtError = source.latest(position)?.caughtError;
  return deepFreeze(caughtError ? { caughtError: { ...caughtError } as unknown as Json } : {});
}
