import type { Json } from './json.ts';
import type { StatusRecord } from './status.ts';
import type { TrackedError } from './tracked-error.ts';

/** A fact about a task that changed no stage. */
export interface Annotation {
  readonly kind: 'late_result' | 'released' | 'note' | 'invalidated';
  readonly seq: number;
  readonly timestamp: number;
  readonly attempt: number;
  readonly message?: string;
  readonly data?: unknown;
  /** True where `data` is not the whole value that was handed over. */
  readonly lossy?: true;
}

/** A refused request. */
export interface Rejection {
  readonly seq: number;
  readonly timestamp: number;
  readonly taskId: string;
  readonly from: string;
  readonly to: string;
  readonly legal: readonly string[];
  readonly code: 'illegal' | 'stale';
}

export interface Progress {
  readonly done: number;
  readonly total?: number;
  readonly unit?: string;
  /** `done / total`, or the weighted mean of the children. Between 0 and 1. */
  readonly fraction?: number;
  /** The time that is left, milliseconds, from this work's own past. */
  readonly etaMs?: number;
  readonly note?: string;
}

/** How a task was run. */
export interface Description {
  readonly parameters?: Json;
  readonly environment?: Readonly<Record<string, string>>;
  readonly pollInterval?: number;
  readonly communicators?: readonly string[];
  readonly host?: string;
  readonly pid?: number;
  readonly versions?: Readonly<Record<string, string>>;
}

/** One link of the chain of causes, the newest first. */
export interface WhyLink {
  readonly taskId: string;
  readonly path: string;
  readonly stage: string;
  readonly reason?: string;
  readonly message?: string;
  readonly attempt?: number;
}

export interface StatusSummary {
  /** Works in order of their first start. */
  readonly sequence: readonly string[];
  /** Works with an open task. */
  readonly activeWorks: readonly string[];
  readonly worksWithMetadata: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly totalSnapshots: number;
  readonly totalChanges: number;
  readonly lastSnapshot?: string;
  readonly lastChange?: string;
}

export interface TaskMetadata {
  readonly status: StatusRecord;
  readonly userMetadata: Readonly<Record<string, Json>>;
  /** Epoch milliseconds. `startedAt` is that of the newest attempt. */
  readonly stats: { readonly startedAt?: number; readonly endedAt?: number; readonly firstStartedAt?: number };
  readonly options?: Json;
  readonly tasks?: readonly string[];
}

export interface Health {
  readonly journal: 'memory' | 'ok' | 'failing' | 'poisoned';
  readonly lagMs: number;
  readonly bytes: number;
  readonly dropped: Readonly<Record<string, number>>;
  /** Facts of types that only a later version knows: they are kept. Absent where there are none. */
  readonly unknown?: number;
  readonly lastError?: TrackedError;
}
