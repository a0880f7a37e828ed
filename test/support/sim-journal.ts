import { type FileJournal, type FileJournalOptions, fileJournal } from '../../src/journal/file-journal.ts';
import { type Repair, type RepairOptions, repair } from '../../src/journal/repair.ts';
import { type Verification, verify } from '../../src/journal/verify.ts';
import type { JournalOwner } from '../../src/ports/journal.ts';
import { ManualClock } from './manual-clock.ts';
import { Random } from './random.ts';
import { SimDisk } from './sim-disk.ts';

/** A machine with a simulated disk, on which processes open one journal. A process lives until it is `kill`ed. */
export class SimMachine {
  readonly disk = new SimDisk();
  readonly clock = new ManualClock();
  readonly #random: Random;
  readonly #dead = new Set<number>();
  /** The process that is running. */
  pid = 1;
  host = 'here';

  constructor(seed = 1) {
    this.#random = new Random(seed);
  }

  get means() {
    const self: JournalOwner = { host: this.host, pid: this.pid };
    return {
      files: this.disk.files(),
      clock: this.clock,
      random: () => this.#random.below(2 ** 32),
      owners: {
        self: () => self,
        look: ({ host, pid }: JournalOwner) =>
          host !== this.host ? 'unknown' : this.#dead.has(pid) ? 'dead' : 'alive',
      } as const,
    };
  }

  open(options: FileJournalOptions = {}): FileJournal {
    return fileJournal('/runs', { ...this.means, ...options });
  }

  verify(): Verification {
    return verify('/runs', this.means);
  }

  repair(options: RepairOptions = {}): Repair {
    return repair('/runs', { ...this.means, ...options });
  }

  /** The process dies, and another one begins. */
  kill(): void {
    this.disk.kill();
    this.next();
  }

  /** A process that this machine never saw is dead. */
  bury(pid: number): void {
    this.#dead.add(pid);
  }

  /** Another process begins; the one before is given up for dead, whether it is or not. */
  next(): void {
    this.#dead.add(this.pid);
    this.pid++;
  }
}

/** Lets promises settle that wait for nothing but each other. */
export async function microtasks(): Promise<void> {
  for (let n = 0; n < 20; n++) await Promise.resolve();
}
