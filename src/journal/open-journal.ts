import type { Recovery } from '../ports/journal.ts';
import { type Chain, extentsOf, readChain } from './chain.ts';
import { checkpointOf, contentIn, type FoundCheckpoint, vouchedBy } from './checkpoint.ts';
import { corrupt, locked } from './complaints.ts';
import { type Examination, examine } from './examine.ts';
import type { Stretch } from './look.ts';
import type { Means } from './means.ts';
import type { Segment } from './segment.ts';
import { isGivenUp, refuseHeld, takeOver } from './take-over.ts';
import { tidy } from './tidy.ts';

/** Who loses the race for a free journal this often in a row meets owners that come and go. */
const maxAttempts = 20;

export interface Opened {
  /** The one to write into. */
  readonly segment: Segment;
  /** What stands before it. */
  readonly past: readonly Stretch[];
  readonly recovery: Recovery;
  /** The one that was found. */
  readonly checkpoint: FoundCheckpoint | undefined;
}

/**
 * Becomes the owner of a journal.
 *
 * 1. Nothing is written before it is known that nobody holds it and that nothing which was promised is damaged.
 * 2. What was torn is left out by the header of the new segment; carrying the cut out comes after.
 */
export function openJournal(means: Means): Opened {
  means.folder.files.makeDirectory(means.folder.path);
  let opened: Opened | undefined;
  for (let attempt = 0; opened === undefined && attempt < maxAttempts; attempt++) opened = tryToOpen(means);
  if (opened === undefined) throw locked(means.folder.path, means.owners.self());
  return opened;
}

function tryToOpen(means: Means): Opened | undefined {
  const { folder } = means;
  const chain = readChain(folder);
  refuseHeld(chain, means);
  const content = contentIn(folder);
  const found = examine(folder, chain, vouchedBy(checkpointOf(content, extentsOf(chain))));
  if (found.damage !== undefined) throw corrupt(found.damage);
  const checkpoint = checkpointOf(content, found.stretches);
  const recovery = {
    ...recoveryOf(chain, found, means),
    checkpoint: checkpoint ? 'found' : content === 'absent' ? 'absent' : 'unusable',
  } as const;
  const segment = takeOver(means, chain, found.stretches);
  if (segment === undefined) return undefined;
  tidy(folder, segment.header.segment, found.stretches);
  return { segment, past: found.stretches, recovery, checkpoint };
}

function recoveryOf(chain: Chain, found: Examination, { folder }: Means): Recovery {
  const { verdict, last, lost, owner, lastSeenAt } = found;
  const newest = chain.links.at(-1);
  return {
    verdict: verdict === 'corrupt' ? 'torn' : verdict,
    facts: last - (chain.links[0]?.header.first ?? 1) + 1,
    last,
    torn: verdict === 'torn',
    lost,
    clean: newest === undefined || isGivenUp(folder, newest),
    ...(owner && { owner }),
    ...(lastSeenAt !== undefined && { lastSeenAt }),
  };
}
