import type { Stamp } from '../model/facts.ts';
import type { Json } from '../model/json.ts';

/** How far back all is known, after facts were let go. */
export class Floor {
  /** The newest fact that was let go; 0 while there is none. */
  seq = 0;
  /** The same, without signs of life of tasks that are kept. */
  gap = 0;
  /** The clocks at the newest fact that was let go. */
  clocks: Omit<Stamp, 'seq'> | undefined;

  letGo(stamp: Stamp): void {
    this.gap = Math.max(this.gap, stamp.seq);
    this.raise(stamp);
  }

  raise({ seq, timestamp, mono }: Stamp): void {
    if (seq <= this.seq) return;
    this.seq = seq;
    this.clocks = { timestamp, mono };
  }

  save(): Json {
    return [this.seq, this.gap, { ...this.clocks }];
  }

  load(saved: Json): void {
    const [seq, gap, clocks] = saved as unknown as readonly [number, number, Stamp];
    this.seq = seq;
    this.gap = gap;
    this.clocks = seq > 0 ? clocks : undefined;
  }
}
