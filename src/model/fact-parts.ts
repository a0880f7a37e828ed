import * as z from 'zod';
import type { TrackedError } from './tracked-error.ts';

/** What facts are made of. */
const optional = z.exactOptional;
const text = z.string();
const json = z.json();

export const trackedErrorSchema: z.ZodType<TrackedError> = z.lazy(() =>
  z.object({
    name: text,
    message: text,
    stack: optional(text),
    code: optional(text),
    cause: optional(trackedErrorSchema),
  }),
);

/** The process that writes facts. It stands on the first task that each owner creates, and on `recovered`. */
export const ownerSchema = z.object({
  host: optional(text),
  pid: optional(z.int().nonnegative()),
  versions: optional(z.record(text, text)),
  environment: optional(z.record(text, text)),
});

export const containerSchema = z.enum(['object', 'array', 'map']);

/** One leaf that changed. `before` and `after` are recorded values; a leaf that was or is not there has none. */
export const leafChangeSchema = z.object({
  /** JSON Pointer; the root is the empty one. */
  path: text,
  type: z.enum(['CREATE', 'UPDATE', 'DELETE', 'TRANSFORM']),
  before: optional(json),
  after: optional(json),
  /** The containers, nearest the root first, that came into being or vanished together with this leaf. */
  containers: optional(z.array(containerSchema)),
});
