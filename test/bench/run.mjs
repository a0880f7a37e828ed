/**
 * The benchmarks: `npm run bench`, or `npm run bench -- --only life,call,flat,import`. Ratios are what counts; absolute
 * times are those of this machine, now.
 */
import { parseArgs } from 'node:util';
import { measureFlatness } from './flat.mjs';
import { measureImport } from './import.mjs';
import { measureCall, measureLife } from './life.mjs';

const parts = {
  life() {
    console.log('a life: created, pending, running, succeeded; in a burst');
    const burst = measureLife();
    for (const [name, ns] of Object.entries(burst)) row(name, ns, `${(ns / burst['by hand']).toFixed(2)} x by hand`);
  },
  async call() {
    for (const context of ['auto', 'explicit']) {
      console.log(`an awaited call, context: ${context}`);
      const { plain, tracked } = await measureCall(context);
      row('plain', plain, '');
      row('tracked', tracked, `adds ${(tracked - plain).toFixed(0)} ns`);
    }
  },
  flat() {
    console.log('the last thousand of 100,000, against the first');
    for (const [name, { first, last }] of Object.entries(measureFlatness()))
      row(name, last, `${(last / first).toFixed(2)} x the first`);
  },
  import() {
    console.log('an import, CPU of a fresh process');
    const least = measureImport();
    for (const [name, ms] of Object.entries(least))
      console.log(
        `  ${name.padEnd(28)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / least['zod alone']).toFixed(2)} x zod alone`,
      );
  },
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
for (const name of values.only?.split(',') ?? Object.keys(parts)) await parts[name]();

function row(name, ns, note) {
  console.log(`  ${name.padEnd(28)} ${ns.toFixed(0).padStart(7)} ns  ${note}`);
}
