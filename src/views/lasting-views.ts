import type { View } from '../ports/view.ts';
import { changeList } from './change-list.ts';
import { counts } from './counts.ts';
import { owners } from './description.ts';
import { goneKeys } from './gone-keys.ts';
import { snapshotList } from './snapshot-list.ts';
import { timingRows } from './timings.ts';
import { works } from './works.ts';

/** The views of which something counts for ever: they take in every fact before it is let go. */
export const lastingViews = [
  counts,
  works,
  timingRows,
  changeList,
  snapshotList,
  owners,
  goneKeys,
] as unknown as readonly View<unknown>[];
