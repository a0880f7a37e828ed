/** The page of scores: a row for each room, of the last time that it was measured. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from '../tools/run.mjs';
import { rooms } from './rooms.mjs';

export const page = `${root}test/mutation/SCORES.md`;

const head = `# Mutation scores

Written by \`npm run mutation\`. A mutant is a small change of a source; it is killed when a test fails, or does not end.
Left out are changes of what is made once, when a module is loaded: they would need a fresh process each.

| room | date | command | mutants | killed | survived | score | left out |
|---|---|---|---|---|---|---|---|
`;

/** Writes the row of a room anew; hands back its score in per cent. */
export function write(room, { mutants, killed, survived, leftOut }) {
  const score = (100 * killed) / mutants;
  const date = new Date().toISOString().slice(0, 10);
  const cells = [
    room,
    date,
    `\`npm run mutation -- ${room}\``,
    mutants,
    killed,
    survived,
    `${score.toFixed(1)} %`,
    leftOut,
  ];
  const rows = { ...written(), [room]: `| ${cells.join(' | ')} |` };
  const inOrder = Object.keys(rooms).flatMap((each) => rows[each] ?? []);
  writeFileSync(page, `${head}${inOrder.join('\n')}\n`);
  return score;
}

/** The rows that stand there, by room. */
function written() {
  const lines = existsSync(page) ? readFileSync(page, 'utf8').split('\n') : [];
  const rowOf = (room) => lines.find((line) => line.startsWith(`| ${room} |`));
  return Object.fromEntries(Object.keys(rooms).flatMap((room) => (rowOf(room) ? [[room, rowOf(room)]] : [])));
}
