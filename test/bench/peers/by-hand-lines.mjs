import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { factsOfLife } from './facts.mjs';

/** Facts as lines by hand: `JSON.stringify` and one write for each. */
export function linesByHand(folder) {
  const file = openSync(join(folder, 'by-hand.jsonl'), 'w');
  const lineOf = (fact) => `${JSON.stringify({ ...fact, crc: '0a1b2c3d' })}\n`;
  let seq = 1;
  return {
    life() {
      for (const fact of factsOfLife(seq)) writeSync(file, lineOf(fact));
      seq += 4;
    },
    bytes: () => factsOfLife(1).reduce((sum, fact) => sum + lineOf(fact).length, 0),
  };
}
