export type ChangeType = 'CREATE' | 'UPDATE' | 'DELETE' | 'TRANSFORM';
/** What holds leaves. */
export type Container = 'object' | 'array' | 'map';

/** One leaf of an observed value that changed, with before and after. */
export interface Change {
  readonly id: string;
  readonly seq: number;
  readonly timestamp: number;
  readonly taskId: string;
  readonly target: string;
  /** JSON Pointer of the leaf; the root is the empty one. */
  readonly path: string;
  readonly type: ChangeType;
  readonly before?: unknown;
  readonly after?: unknown;
  /** The named transformation that made it. */
  readonly transform?: string;
  /** The containers, nearest the root first, that came into being or vanished together with the leaf. */
  readonly containers?: readonly Container[];
  /** True where a cap cut the observation that it belongs to. */
  readonly lossy?: true;
}
