import { JournalError } from '../model/errors.ts';
import type { Fact } from '../model/facts.ts';
import { blocksOf } from './blocks.ts';
import { asJournalError, corrupt } from './complaints.ts';
import { FactParser, type Parsed } from './fact-parser.ts';
import { shapeOf } from './fact-shape.ts';
import { type Folder, segmentName } from './folder.ts';
import type { Stretch } from './look.ts';
import { UsualLines } from './usual-lines.ts';

/**
 * The facts after `since`, read piece by piece: memory holds one block of lines at a time.
 * @param tellUnknown called for each fact of an unknown type
 * @throws JournalError `corrupt` at the first place that is not what was written
 */
export function* readFacts(
  folder: Folder,
  stretches: readonly Stretch[],
  since: number,
  tellUnknown: () => void,
): Generator<Fact> {
  const usual = new UsualLines();
  for (const stretch of stretches) {
    if (stretch.last <= since) continue;
    for (const { facts, unjudged } of batchesOf(folder, stretch, since, usual)) {
      for (const fact of unjudged) if (isUnknown(fact, stretch)) tellUnknown();
      yield* facts;
    }
  }
}

function* batchesOf(folder: Folder, stretch: Stretch, since: number, usual: UsualLines): Generator<Parsed> {
  const { header, bytes, last } = stretch;
  const name = segmentName(header.segment);
  const { seq, offset: from } = startOf(stretch, since);
  const parser = new FactParser(name, header.seed, seq + 1, usual);
  try {
    const file = folder.open(header.segment, 'read');
    try {
      for (const block of blocksOf(file, from, bytes)) yield parser.parse(block, since);
    } finally {
      file.close();
    }
  } catch (error) {
    throw asJournalError('Reading the journal', error);
  }
  if (parser.next <= last) throw corrupt({ file: name, offset: bytes, seq: parser.next });
}

/** Behind which fact to begin. */
function startOf({ header, from, begun }: Stretch, since: number): { readonly seq: number; readonly offset: number } {
  return begun && begun.seq <= since ? begun : { seq: header.first - 1, offset: from };
}

function isUnknown(fact: Fact, { header }: Stretch): boolean {
  const shape = shapeOf(fact);
  if (typeof shape === 'string') return shape === 'unknown';
  const file = segmentName(header.segment);
  const message = `The fact ${fact.seq} in ${file} is not a ${fact.type}: ${shape.problem}.`;
  const fix = 'It was written by something else than worktrail; cut the journal there with repair().';
  throw new JournalError('format', message, fix, { details: { file, seq: fact.seq } });
}
