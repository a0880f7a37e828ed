import { JournalError } from '../model/errors.ts';
import type { JournalOwner } from '../ports/journal.ts';
import { type Chain, extentsOf, readChain } from './chain.ts';
import { checkpointOf, contentIn, promisedBy } from './checkpoint.ts';
import { typed } from './complaints.ts';
import { type Damage, type Examination, examine } from './examine.ts';
import { segmentName } from './folder.ts';
import type { Stretch } from './look.ts';
import { type Means, type MeansOptions, meansOf } from './means.ts';
import { readThrough } from './read-through.ts';
import { holderOf } from './take-over.ts';

/** What stands in the directory of a journal. */
export interface Verification {
  /**
   * `new`: nothing yet. `torn`: the end was not promised and will be cut. `forked`: an owner went on after it had been
   * given up; what it wrote is left out. `corrupt`: what was promised is damaged. `too_new`: of a later version.
   */
  readonly verdict: Examination['verdict'] | 'too_new';
  /** How many facts can be read, up to the damage if there is one; and the `seq` of the newest. */
  readonly facts: number;
  readonly last: number;
  /** Facts that are known to have been there, for later ones were found, and cannot be read. */
  readonly lost: number;
  /** Facts of a type that this version does not know. */
  readonly unknown: number;
  readonly damage?: Damage;
  readonly segments: readonly SegmentReport[];
  /** Up to which fact a checkpoint goes, where there is one that can be used. */
  readonly checkpoint?: number;
  /** Who holds the journal, or held it when it ended without being closed. */
  readonly owner?: JournalOwner;
  readonly locked: boolean;
}

export interface SegmentReport {
  readonly file: string;
  readonly first: number;
  readonly last: number;
  /** Of what can be read. */
  readonly bytes: number;
}

/**
 * Looks through a journal from end to end, and changes nothing. It works while the journal is in use: what its owner is
 * writing at that moment does not count as torn.
 * @throws JournalError `io`, `format`
 */
export function verify(directory: string, options: MeansOptions = {}): Verification {
  const means = meansOf(directory, options);
  return typed(`Verifying ${directory}`, () => {
    const chain = chainIn(means);
    return chain === undefined ? tooNew : reportOn(means, chain);
  });
}

const tooNew: Verification = {
  verdict: 'too_new',
  facts: 0,
  last: 0,
  lost: 0,
  unknown: 0,
  segments: [],
  locked: false,
};

function chainIn({ folder }: Means): Chain | undefined {
  try {
    return readChain(folder);
  } catch (error) {
    if (error instanceof JournalError && error.code === 'too_new') return undefined;
    throw error;
  }
}

function reportOn(means: Means, chain: Chain): Verification {
  const { folder, owners } = means;
  const holder = holderOf(chain, means);
  const content = contentIn(folder);
  const promised = promisedBy(checkpointOf(content, extentsOf(chain)));
  const { found, unknown } = readThrough(folder, examine(folder, chain, promised));
  const isLive = holder !== undefined && owners.look(holder) === 'alive';
  const checkpoint = checkpointOf(content, found.stretches);
  return {
    verdict: isLive && found.verdict === 'torn' ? 'clean' : found.verdict,
    facts: found.last - (found.stretches[0]?.header.first ?? 1) + 1,
    last: found.last,
    lost: found.lost,
    unknown,
    ...(found.damage && { damage: found.damage }),
    segments: found.stretches.map(segmentReport),
    ...(checkpoint && { checkpoint: checkpoint.upTo }),
    ...(holder && { owner: holder }),
    locked: holder !== undefined,
  };
}

function segmentReport({ header, last, bytes }: Stretch): SegmentReport {
  return { file: segmentName(header.segment), first: header.first, last, bytes };
}
