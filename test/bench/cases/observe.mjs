import fastJsonPatch from 'fast-json-patch';
import { diff as jsonDiff } from 'jsondiffpatch';
import microdiff from 'microdiff';
import { createPatch } from 'rfc6902';
import { Tracker } from '../../../dist/index.js';
import { compare } from '../compare.mjs';
import { atLeast, atMost } from '../goals.mjs';
import { changed, frozen, recordOf } from '../peers/values.mjs';

export const title = 'observe() of a value with 1 % changed, against libraries that hand back a diff and keep nothing';

export function measure() {
  const results = [10, 100, 1000, 10_000].map(resultOf);
  const unchanged = compare({ unchanged: observing([frozen(recordOf(1000))], 100_000) }).unchanged;
  return {
    rows: [
      ...results.flatMap(({ rows }) => rows),
      { fields: 1000, contestant: 'worktrail, unchanged and frozen', ns: unchanged },
    ],
    goals: [
      ...results.flatMap(({ goals }) => goals),
      atMost('observe of an unchanged value that was proved deeply frozen', 100, unchanged, 'ns'),
    ],
  };
}

function resultOf(fields) {
  const value = recordOf(fields);
  const pair = [value, changed(value, 1)];
  const times = compare({
    worktrail: observing(pair, 2_000_000 / fields),
    microdiff: between(pair, microdiff),
    'fast-json-patch': between(pair, fastJsonPatch.compare),
    jsondiffpatch: between(pair, jsonDiff),
    rfc6902: between(pair, createPatch),
  });
  const fastest = Math.min(times.microdiff, times['fast-json-patch']);
  return {
    rows: Object.entries(times).map(([contestant, ns]) => ({
      fields,
      contestant,
      ns,
      'x fastest library': ns / fastest,
    })),
    goals: [
      atMost(`observe, ${fields} fields, against the fastest library`, 1, times.worktrail / fastest),
      atLeast(`observe, ${fields} fields, cheaper than jsondiffpatch`, 12, times.jsondiffpatch / times.worktrail),
      atLeast(`observe, ${fields} fields, cheaper than rfc6902`, 12, times.rfc6902 / times.worktrail),
    ],
  };
}

/** The tracker is made anew after so many observations, since it keeps them all. */
function observing(values, most) {
  let task = fresh();
  let round = 0;
  return () => {
    if (++round % most === 0) task = fresh();
    return task.observe('record', values[round % values.length]);
  };

  function fresh() {
    const made = new Tracker().task('job');
    made.start();
    return made;
  }
}

function between([before, after], diff) {
  let isBack = false;
  return () => {
    isBack = !isBack;
    return isBack ? diff(before, after) : diff(after, before);
  };
}
