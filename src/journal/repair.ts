import type { JournalOwner } from '../ports/journal.ts';
import { type Chain, extentsOf, readChain } from './chain.ts';
import { promisedBy, readCheckpoint, removeCheckpoint } from './checkpoint.ts';
import { locked, typed } from './complaints.ts';
import { type Damage, type Examination, examine } from './examine.ts';
import { encodeFooter } from './footer.ts';
import { type Means, type MeansOptions, meansOf } from './means.ts';
import { readThrough } from './read-through.ts';
import type { Segment } from './segment.ts';
import { holderOf, takeOver } from './take-over.ts';
import { tidy } from './tidy.ts';

export interface RepairOptions extends MeansOptions {
  /**
   * Also cuts a journal whose owner cannot be asked because it ran on another host. Only for when that host is known to
   * be gone. Default: false.
   */
  readonly force?: boolean;
}

export interface Repair {
  /** How many facts there are to read now. */
  readonly facts: number;
  readonly last: number;
  /** Facts that are known to have been there and could not be kept. */
  readonly lost: number;
  /** What was wrong; absent where nothing was. */
  readonly damage?: Damage;
  /** The files, in the same directory, that hold what was taken out. */
  readonly aside: readonly string[];
}

/**
 * Cuts a journal at its first damage, so that it can be opened again with all facts before it. What is taken out is
 * kept in files beside it. A journal without damage comes out as it was, but that a torn end is cut.
 * @throws JournalError `locked` where its owner lives or cannot be asked, `too_new`, `io`, `full`
 */
export function repair(directory: string, options: RepairOptions = {}): Repair {
  const means = meansOf(directory, options);
  return typed(`Repairing ${directory}`, () => {
    const chain = readChain(means.folder);
    const holder = holderOf(chain, means);
    if (holder !== undefined) refuseLive(holder, means, options.force ?? false);
    const promised = promisedBy(readCheckpoint(means.folder, extentsOf(chain)));
    const { found } = readThrough(means.folder, examine(means.folder, chain, promised));
    const isSound = found.verdict === 'clean' || found.verdict === 'new';
    return isSound && holder === undefined ? reportOf(found, []) : cut(means, chain, found);
  });
}

function refuseLive(holder: JournalOwner, { folder, owners }: Means, force: boolean): void {
  if (!force || owners.look(holder) === 'alive') throw locked(folder.path, holder);
}

/** A repair is a takeover whose header says that the journal goes on from the place before the damage. */
function cut(means: Means, chain: Chain, found: Examination): Repair {
  const { folder, owners } = means;
  const segment = takeOver(means, chain, found.stretches);
  if (segment === undefined) throw locked(folder.path, owners.self());
  if (readCheckpoint(folder, found.stretches) === undefined) removeCheckpoint(folder);
  const aside = tidy(folder, segment.header.segment, found.stretches);
  end(segment, found.last);
  return reportOf(found, aside);
}

function reportOf({ stretches, last, lost, damage }: Examination, aside: readonly string[]): Repair {
  const facts = last - (stretches[0]?.header.first ?? 1) + 1;
  return { facts, last, lost, ...(damage && { damage }), aside };
}

function end(segment: Segment, last: number): void {
  const footer = encodeFooter('closed', last, last, segment.header.seed);
  segment.write(footer, footer.length);
  segment.sync();
  segment.close();
}
