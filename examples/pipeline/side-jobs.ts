import { readFile, stat } from 'node:fs/promises';
import { setImmediate as breathe, setInterval } from 'node:timers/promises';
import { FinalError } from 'worktrail';
import * as z from 'zod';
import { flightContract } from './datasets.ts';
import { nearest } from './neighbours.ts';
import { Descent } from './descent.ts';
import { linear } from './ridge.ts';
import type { Model, Split } from './samples.ts';
import { current, tracker } from './tracker.ts';

/** Looks at a file until it changes. It is stopped when the run is over. */
export const watch = tracker.track('watch', async (file: string) => {
  const { signal } = current();
  const { mtimeMs } = await stat(file);
  for await (const _ of setInterval(20, undefined, { signal })) {
    if ((await stat(file)).mtimeMs !== mtimeMs) return 'changed';
  }
  return 'never';
});

/** Fits without the normal equations. With steps this small it does not arrive in the time that it has. */
export const descend = tracker.track(
  'descend',
  async ({ train }: Split): Promise<Model> => {
    const { signal } = current();
    const descent = new Descent(train);
    while (!descent.hasArrived && !signal.aborted) {
      descent.go();
      await breathe();
    }
    return linear(descent.weights);
  },
  { timeout: { seconds: 0.3 } },
);

/** Compares each row of the test with all others: exact, and slow. */
export const search = tracker.track('search', async ({ train, test }: Split) => {
  const task = current();
  const told: number[] = [];
  for (const input of test.inputs) {
    if (task.signal.aborted) break;
    told.push(nearest(train, input, 10));
    task.reportProgress(told.length, test.inputs.length);
    await breathe();
  }
  return told;
});

/** No second look makes bad data good, so the error is final and the retries are not taken. */
export const checkFlights = tracker.track(
  'check-flights',
  async (file: string) => {
    const rows = z.array(z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
    const broken = rows.flatMap((row) => flightContract.safeParse(row).error?.issues.slice(0, 1) ?? []);
    const [first] = broken;
    if (!first) return rows.length;
    const message = `${broken.length} of ${rows.length} rows break the contract: ${first.path.join('.')}: ${first.message}`;
    throw new FinalError(message, { code: 'contract_broken' });
  },
  { retries: 2 },
);

/** Runs only after the flights were found good. */
export const publishFlights = tracker.track('publish-flights', () => 'published');
