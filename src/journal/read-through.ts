import type { OpenFile } from '../ports/files.ts';
import { type Block, blocksOf } from './blocks.ts';
import type { Examination } from './examine.ts';
import { FactParser } from './fact-parser.ts';
import { shapeOf } from './fact-shape.ts';
import { type Folder, segmentName } from './folder.ts';
import { newline } from './line.ts';
import type { Stretch } from './look.ts';
import { viewOf } from './words.ts';

interface ReadThrough {
  /** As before, or cut at the first line that holds no fact although its seal does: somebody forged it. */
  readonly found: Examination;
  /** Facts of a type that this version does not know. */
  readonly unknown: number;
}

/** The first line that cannot be read. */
interface Fault {
  readonly offset: number;
  readonly seq: number;
}

/** Parses all that an examination found sound, line by line. */
export function readThrough(folder: Folder, found: Examination): ReadThrough {
  let unknown = 0;
  for (const [index, stretch] of found.stretches.entries()) {
    const reading = new Reading(stretch);
    const fault = folder.using(stretch.header.segment, 'read', (file) => reading.faultIn(file));
    unknown += reading.unknown;
    if (fault) return { found: cutAt(found, index, fault), unknown };
  }
  return { found, unknown };
}

class Reading {
  unknown = 0;
  readonly #stretch: Stretch;
  readonly #parser: FactParser;

  constructor(stretch: Stretch) {
    const { segment, seed, first } = stretch.header;
    this.#stretch = stretch;
    this.#parser = new FactParser(segmentName(segment), seed, first);
  }

  faultIn(file: OpenFile): Fault | undefined {
    const { from, bytes } = this.#stretch;
    for (const block of blocksOf(file, from, bytes)) {
      const fault = this.#faultInBlock(block);
      if (fault) return fault;
    }
    return undefined;
  }

  #faultInBlock({ bytes, end, offset }: Block): Fault | undefined {
    for (let start = 0; start < end; ) {
      const stop = bytes.indexOf(newline, start) + 1 || end;
      const seq = this.#parser.next;
      const line = bytes.subarray(start, stop);
      const block = { bytes: line, view: viewOf(line), end: line.length, offset: offset + start };
      if (!this.#holds(block)) return { offset: block.offset, seq };
      start = stop;
    }
    return undefined;
  }

  #holds(line: Block): boolean {
    try {
      const shapes = this.#parser.parse(line, 0).unjudged.map(shapeOf);
      this.unknown += shapes.filter((shape) => shape === 'unknown').length;
      return shapes.every((shape) => typeof shape === 'string');
    } catch {
      return false;
    }
  }
}

function cutAt(found: Examination, index: number, { offset, seq }: Fault): Examination {
  const stretch = found.stretches[index] as Stretch;
  const file = segmentName(stretch.header.segment);
  return {
    ...found,
    verdict: 'corrupt',
    stretches: [...found.stretches.slice(0, index), { ...stretch, last: seq - 1, bytes: offset }],
    last: seq - 1,
    lost: found.lost + found.last - seq + 1,
    damage: { file, offset, length: stretch.bytes - offset, seq },
  };
}
