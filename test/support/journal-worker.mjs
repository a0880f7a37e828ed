/**
 * A process with a journal, driven by messages. It writes the `seq` of each fact of a flood to its standard output, once
 * `append` (or, with `always`, `durable`) has said that the fact is safe.
 */
import { writeSync } from 'node:fs';

const [sources, directory, durability, size] = process.argv.slice(2);
const { fileJournal } = await import(`${sources}journal/file-journal.js`);
let journal;

const fact = (seq) => ({
  seq,
  timestamp: seq,
  mono: seq,
  taskId: 'task',
  type: 'annotated',
  kind: 'note',
  attempt: 1,
  message: 'x'.repeat((seq * 7919) % Number(size)),
});

const commands = {
  open() {
    const began = performance.now();
    try {
      journal = fileJournal(directory, { durability, segmentBytes: 200_000 });
      return { ok: true, last: journal.recovery.last };
    } catch (error) {
      return { ok: false, code: error.code, details: error.details, ms: performance.now() - began };
    }
  },
  async close() {
    await journal?.close();
    journal = undefined;
    return { ok: true };
  },
  append({ count }) {
    const { last } = journal.recovery;
    for (let seq = last + 1; seq <= last + count; seq++) journal.append([fact(seq)]);
    return { ok: true };
  },
  async flood() {
    for (let seq = journal.recovery.last + 1; ; seq++) {
      journal.append([fact(seq)]);
      if (durability === 'always') await journal.durable(seq);
      writeSync(1, `${seq}\n`);
      if (seq % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  },
  die({ how }) {
    if (how === 'exit') process.exit(0);
    if (how === 'throw')
      setImmediate(() => {
        throw new Error('as asked');
      });
    if (how === 'kill') process.kill(process.pid, 'SIGKILL');
  },
};

process.on('message', (message) => void answer(message));
process.send({ ready: true });

async function answer(message) {
  const result = await commands[message.command](message);
  if (result !== undefined) process.send(result);
}
