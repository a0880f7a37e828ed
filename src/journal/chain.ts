import type { Extent } from './checkpoint.ts';
import { errnoOf, tooNew } from './complaints.ts';
import { type Folder, segmentName } from './folder.ts';
import { type Header, type Heading, readHeading } from './header.ts';

/** A segment as its header and the header of the next one describe it. */
export interface Link {
  readonly header: Header;
  /** Where its lines begin. */
  readonly from: number;
  /** Where its lines end, as the next segment says; undefined in the last one. */
  readonly to: number | undefined;
}

/** The segments of a journal in order, and what does not fit in. */
export interface Chain {
  readonly links: readonly Link[];
  /** The highest number in the directory; 0 where there is none. */
  readonly highest: number;
  /** The highest, where its header never ended: it was being made when the power went, or is being made now. */
  readonly headless: number | undefined;
  /** A segment that should be here and cannot be read. The links are those before it. */
  readonly broken: number | undefined;
}

/** The newest fact that each segment can hold; of the last one it is not known yet. */
export function extentsOf({ links }: Chain): readonly Extent[] {
  return links.map(({ header }, index) => ({ header, last: (links[index + 1]?.header.first ?? Infinity) - 1 }));
}

/** Follows the headers from the newest segment back to the oldest. */
export function readChain(folder: Folder): Chain {
  const headings = headingsIn(folder);
  const numbers = [...headings.keys()];
  const highest = numbers.at(-1) ?? 0;
  const headless = headings.get(highest)?.kind === 'torn' ? highest : undefined;
  headings.delete(headless ?? 0);
  const whole = linked([...headings.keys()], headings);
  return { ...whole, highest, headless };
}

/** An owner may remove old segments while this looks at them; then it looks again. */
function headingsIn(folder: Folder, attempts = 5): Map<number, Heading> {
  try {
    return new Map(folder.numbers().map((number) => [number, headingIn(folder, number)]));
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || attempts === 1) throw error;
    return headingsIn(folder, attempts - 1);
  }
}

function headingIn(folder: Folder, number: number): Heading {
  const heading = folder.using(number, 'read', (file) => readHeading(file, number));
  if (heading.kind === 'too_new') throw tooNew(segmentName(number), heading.version);
  return heading;
}

type Part = Pick<Chain, 'links' | 'broken'>;

/** The unbroken chain that ends in the highest of `numbers`; where it breaks, the one that ends before the first break. */
function linked(numbers: readonly number[], headings: ReadonlyMap<number, Heading>): Part {
  let broken: number | undefined;
  for (let end = numbers.length; end > 0; ) {
    const { links, broken: at } = endingAt(end - 1, numbers, headings);
    if (at === undefined) return { links, broken };
    broken = at;
    end = indexBelow(at, numbers, end);
  }
  return { links: [], broken };
}

/** The chain that ends in one segment, as far as it is not broken. */
function endingAt(index: number, numbers: readonly number[], headings: ReadonlyMap<number, Heading>): Part {
  const links: Link[] = [];
  let at = numbers[index];
  let to: number | undefined;
  while (at !== undefined) {
    const heading = headings.get(at);
    if (heading?.kind !== 'whole') return { links: [], broken: at };
    const { header, bytes: from } = heading;
    links.push({ header, from, to });
    const { previous } = header;
    if (previous === undefined || previous.segment < (numbers[0] ?? 0)) break;
    to = previous.bytes;
    at = previous.segment;
  }
  return { links: links.reverse(), broken: undefined };
}

/** How many of the first `end` numbers are lower than a number. */
function indexBelow(number: number, numbers: readonly number[], end: number): number {
  let count = end;
  while (count > 0 && (numbers[count - 1] as number) >= number) count--;
  return count;
}
