import { openSync, fdatasync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { fileJournal } from '../../../dist/journal.js';
import { temporaryFolder } from '../folder.mjs';
import { atLeast, atMost } from '../goals.mjs';
import { factsOfLife } from '../peers/facts.mjs';

export const title = "Appends: at 'os' as fast as they come, and with 'always' until they are acknowledged";
const seconds = Number(process.env.BENCH_SECONDS ?? 4);

/** What the disk itself needs for a flush is the least that an acknowledgement can take: it is measured beside. */
export async function measure() {
  const disk = await flushes();
  const os = appends();
  const [slow, fast] = [await paced(1000), await paced(10_000)];
  const many = await producers(256);
  const row = (what, figures) => ({
    what,
    'facts a second': undefined,
    'p50 ms': undefined,
    'p99 ms': undefined,
    'loop delay p99 ms': undefined,
    ...figures,
  });
  return {
    rows: [
      row('one write and fdatasync of the disk, one at a time', disk),
      row("'os', one fact an append", os),
      row("'always', 1,000 facts a second, until acknowledged", slow),
      row("'always', 10,000 facts a second, until acknowledged", fast),
      row("'always', 256 producers, each waits for its fact", many),
    ],
    goals: [
      atLeast("appends at 'os'", 100_000, os['facts a second'], 'a second'),
      atMost("p99 of an append at 'os'", 50, os['p99 ms'] * 1000, 'us'),
      atMost("'always' at 1,000 a second: acknowledged, median", 0.6, slow['p50 ms'], 'ms'),
      atMost("'always' at 10,000 a second: acknowledged, median", 0.6, fast['p50 ms'], 'ms'),
      atMost(
        "'always' at 1,000 a second: acknowledged, median, against a flush of the disk",
        1.5,
        slow['p50 ms'] / disk['p50 ms'],
      ),
      atMost("'always' at 1,000 a second: event-loop delay p99", 4, slow['loop delay p99 ms'], 'ms'),
      atMost("'always' at 10,000 a second: event-loop delay p99", 4, fast['loop delay p99 ms'], 'ms'),
      atLeast("'always' with 256 producers", 50_000, many['facts a second'], 'a second'),
    ],
  };
}

async function flushes() {
  const file = openSync(join(temporaryFolder(), 'flushed'), 'w');
  const flush = promisify(fdatasync);
  const times = [];
  for (const end = performance.now() + 1000; performance.now() < end; ) {
    const start = performance.now();
    writeSync(file, Buffer.alloc(150));
    await flush(file);
    times.push(performance.now() - start);
  }
  return { 'facts a second': times.length, ...percentiles(times) };
}

function opened(durability) {
  const journal = fileJournal(join(temporaryFolder(), 'journal'), { durability });
  let seq = 0;
  let life = [];
  return {
    journal,
    append() {
      if (life.length === 0) life = factsOfLife(seq + 1);
      journal.append([life.shift()]);
      return ++seq;
    },
  };
}

function appends() {
  const { append } = opened('os');
  for (let fact = 0; fact < 50_000; fact++) append();
  const times = new Float64Array(400_000);
  const start = performance.now();
  for (let fact = 0; fact < times.length; fact++) {
    const before = performance.now();
    append();
    times[fact] = performance.now() - before;
  }
  return { 'facts a second': times.length / ((performance.now() - start) / 1000), ...percentiles(times) };
}

/** Facts come at an even rate; each is timed until it is acknowledged. */
async function paced(perSecond) {
  const { journal, append } = opened('always');
  const times = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const waiting = new Set();
  const keep = (start) => times.push(performance.now() - start);
  delay.enable();
  const start = performance.now();
  for (let due = 0, made = 0; due < seconds * perSecond; due = ((performance.now() - start) / 1000) * perSecond) {
    for (; made < due; made++) {
      const began = performance.now();
      const acknowledged = journal.durable(append()).then(() => {
        keep(began);
        waiting.delete(acknowledged);
      });
      waiting.add(acknowledged);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(waiting);
  delay.disable();
  await journal.close();
  const sampled = 1;
  return {
    'facts a second': perSecond,
    ...percentiles(times),
    'loop delay p99 ms': delay.percentile(99) / 1e6 - sampled,
  };
}

async function producers(count) {
  const { journal, append } = opened('always');
  const times = [];
  const start = performance.now();
  const produce = async () => {
    while (performance.now() - start < seconds * 1000) {
      const began = performance.now();
      await journal.durable(append());
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: count }, produce));
  const figures = { 'facts a second': times.length / ((performance.now() - start) / 1000), ...percentiles(times) };
  await journal.close();
  return figures;
}

function percentiles(times) {
  const sorted = Float64Array.from(times).sort();
  const at = (share) => sorted[Math.floor(sorted.length * share)];
  return { 'p50 ms': at(0.5), 'p99 ms': at(0.99) };
}
