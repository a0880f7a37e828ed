import type { Entity } from '../engine/entity.ts';
import type { Command } from '../model/commands.ts';
import type { Json } from '../model/json.ts';
import type { StatusRecord } from '../model/status.ts';
import type { Body } from './body.ts';
import type { Runtime } from './runtime.ts';
import type { Waiters } from './waiters.ts';

/** What an end delivered in this process: the very value, or the very error. */
export type Delivery = { readonly value: unknown; readonly caught?: unknown } | { readonly error: unknown };

/** A live task, as far as those need it who do a part of its work. */
export interface Commanded {
  readonly runtime: Runtime;
  readonly entity: Entity;
  readonly waiters: Waiters;
  readonly body: Body | undefined;
  readonly delivery: Delivery | undefined;
  readonly id: string;
  readonly path: string;
  readonly isSettled: boolean;
  readonly history: readonly StatusRecord[];
  readonly metadata: Readonly<Record<string, Json>>;
  status(): StatusRecord;
  /** Gives a command; answers with the `seq` of the last fact that it brought about, 0 where nothing changed. */
  command(command: Command): number;
}
