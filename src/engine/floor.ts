import type { Fact, Stamp } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { Position } from '../ports/position.ts';
import type { Surplus } from './thin-out.ts';

/** How far back all is known, after facts were let go, and how many were. */
export class Floor {
  /** The newest fact that was let go; 0 while there is none. */
  seq = 0;
  /** The same, without signs of life of tasks that are kept. */
  gap = 0;
  /** The clocks at the newest fact that was let go. */
  clocks: Omit<Stamp, 'seq'> | undefined;
  /** How often something was let go: a task may be so without raising the floor. */
  lettings = 0;
  /** The tasks that are kept, of which other facts than signs of life were let go. */
  readonly short = new Set<Position>();
  /** Of tasks that are kept: how many signs of life were let go, and how many other facts. */
  signs = 0;
  others = 0;
  /** How many facts are neither here nor counted anywhere: no process can read them any more. */
  missing = 0;

  letGo(stamp: Stamp): void {
    this.gap = Math.max(this.gap, stamp.seq);
    this.#raise(stamp);
  }

  /** Of a task that is kept. A moment of the past would read its reports. @param last the fact `until`, if there is one */
  thinOut(task: Position, { signs, others }: Surplus, last: Fact | undefined): void {
    for (const sign of signs) if (sign.type === 'progressed') this.#raise(sign);
    this.signs += signs.length;
    this.others += others.length;
    if (!last) return;
    this.short.add(task);
    this.letGo(last);
  }

  #raise({ seq, timestamp, mono }: Stamp): void {
    this.lettings += 1;
    if (seq <= this.seq) return;
    this.seq = seq;
    this.clocks = { timestamp, mono };
  }

  save(): Json {
    return [this.seq, this.gap, { ...this.clocks }, [...this.short]];
  }

  load(saved: Json): void {
    const [seq, gap, clocks, short] = saved as unknown as readonly [number, number, Stamp, readonly Position[]];
    this.seq = seq;
    this.gap = gap;
    this.clocks = seq > 0 ? clocks : undefined;
    for (const task of short) this.short.add(task);
  }
}
