/**
 * The usual record: it says where from, where to, in which attempt and why, and nothing else. A class, so that what
 * keeps facts can tell it at a glance and keep it as a number.
 */
export class Move {
  readonly type = 'stage_changed';
  readonly from: string;
  readonly to: string;
  readonly attempt: number;
  /** Declared only: a field without a reason would be there, and undefined. */
  declare readonly reason?: string;

  constructor(from: string, to: string, attempt: number, reason: string | undefined) {
    this.from = from;
    this.to = to;
    this.attempt = attempt;
    if (reason !== undefined) this.reason = reason;
  }
}
