import type { StatusSummary } from '../model/records.ts';
import type { FactSource } from '../ports/source.ts';
import { changeList, lastChangeOf } from './change-list.ts';
import { countsOf } from './counts.ts';
import { worksWithMetadata } from './metadata.ts';
import { present } from './present.ts';
import { lastSnapshotOf, snapshotList } from './snapshot-list.ts';
import { activeWorks, sequenceOf } from './works.ts';

/** Everything at a glance. */
export function summaryOf(source: FactSource): StatusSummary {
  const changes = source.fold(changeList);
  const snapshots = source.fold(snapshotList);
  return Object.freeze({
    sequence: sequenceOf(source),
    activeWorks: activeWorks(source),
    worksWithMetadata: worksWithMetadata(source),
    counts: countsOf(source),
    totalSnapshots: snapshots.count,
    totalChanges: changes.count,
    ...present({
      lastSnapshot: lastSnapshotOf(snapshots),
      lastChange: lastChangeOf(changes),
    }),
  });
}
