/** A line, or a row, per fact, with one write each. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pino from 'pino';
import { factsOfLife } from './facts.mjs';

export function pinoLines(folder) {
  const log = pino(pino.destination({ dest: join(folder, 'pino.jsonl'), sync: true }));
  let seq = 1;
  return {
    life() {
      for (const fact of factsOfLife(seq)) log.info(fact);
      seq += 4;
    },
  };
}

/** Undefined where better-sqlite3 has no binary for this machine. */
export function sqliteRows(folder) {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    const base = new Database(join(folder, 'facts.sqlite'));
    base.pragma('journal_mode = WAL');
    base.pragma('synchronous = NORMAL');
    base.exec('CREATE TABLE facts (seq INTEGER PRIMARY KEY, timestamp, mono, task, type, body)');
    const insert = base.prepare('INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)');
    let seq = 1;
    return {
      life() {
        for (const { seq: number, timestamp, mono, taskId, type, ...body } of factsOfLife(seq))
          insert.run(number, timestamp, mono, taskId, type, JSON.stringify(body));
        seq += 4;
      },
    };
  } catch (error) {
    console.error(`better-sqlite3 cannot be used here: ${String(error.message).split('\n')[0]}`);
    return undefined;
  }
}
