import { bursts, compare } from '../compare.mjs';
import { temporaryFolder } from '../folder.mjs';
import { atLeast, atMost } from '../goals.mjs';
import { byHand } from '../peers/by-hand.mjs';
import { journalled } from '../peers/journalled.mjs';
import { linesByHand } from '../peers/by-hand-lines.mjs';
import { pinoLines, sqliteRows } from '../peers/logs.mjs';

export const title = 'A life in a journal on disk';
const turnLives = 100;

export function measure() {
  const folder = temporaryFolder();
  const [turn, os, lines] = [journalled(folder, 'turn'), journalled(folder, 'os'), linesByHand(folder)];
  const sqlite = sqliteRows(folder);
  const times = compare({
    'by hand, no journal': turnOf(bursts(byHand())),
    'worktrail, turn': turnOf(bursts(turn), turn.endTurn),
    'JSON.stringify and writeSync by hand': lines.life,
    'worktrail, os': bursts(os),
    pino: pinoLines(folder).life,
    ...(sqlite && { 'better-sqlite3, a row per fact': sqlite.life }),
  });
  for (const name of ['by hand, no journal', 'worktrail, turn']) times[name] /= turnLives;
  const ours = times['worktrail, os'];
  const written = { 'worktrail, os': bytesPerLife(os), 'JSON.stringify and writeSync by hand': lines.bytes() };
  return {
    rows: Object.entries(times).map(([contestant, ns]) => ({
      contestant,
      'ns a life': ns,
      'x lines by hand': ns / times['JSON.stringify and writeSync by hand'],
      'bytes a life': written[contestant],
    })),
    goals: [
      atMost(
        'journalled life, turn, against by hand without a journal',
        2,
        times['worktrail, turn'] / times['by hand, no journal'],
      ),
      atMost('journalled life, os, against lines by hand', 1.2, ours / times['JSON.stringify and writeSync by hand']),
      atLeast('journalled life, os, cheaper than pino', 2, times.pino / ours),
      ...(sqlite
        ? [
            atLeast(
              'journalled life, os, cheaper than better-sqlite3',
              5,
              times['better-sqlite3, a row per fact'] / ours,
            ),
          ]
        : []),
    ],
  };
}

/** A hundred lives, and what comes at the end of a turn. */
function turnOf(life, end = () => undefined) {
  return () => {
    for (let count = 0; count < turnLives; count++) life();
    end();
  };
}

function bytesPerLife(journal) {
  journal.clear();
  for (let life = 0; life < 1000; life++) journal.life();
  return journal.bytes() / 1000;
}
