import type { Dataset } from './datasets.ts';
import type { Encoder } from './encoders.ts';
import { encodeWords, evaluate, fit, prepare, scaleNumbers, splitRows, tell } from './modules.ts';
import type { Split } from './samples.ts';
import { tracker } from './tracker.ts';

/**
 * Each data set with each encoder, one after the other, as children of one task.
 * @returns what each of them learned from
 */
export function runExperiments(datasets: readonly Dataset[], encoders: readonly Encoder[]): Promise<readonly Split[]> {
  return tracker.run('experiments', async (task) => {
    const pairs = datasets.flatMap((dataset) => encoders.map((encoder) => ({ dataset, encoder })));
    const done: Split[] = [];
    for (const { dataset, encoder } of pairs) {
      done.push(await experiment(dataset, encoder));
      task.reportProgress(done.length, pairs.length);
    }
    return done;
  });
}

function experiment(dataset: Dataset, encoder: Encoder): Promise<Split> {
  const name = `${dataset.name}-${encoder.name}`;
  const metadata = { dataset: dataset.name, encoder: encoder.name };
  return tracker.run(name, () => learn(name, dataset, encoder), { metadata });
}

async function learn(name: string, dataset: Dataset, encoder: Encoder): Promise<Split> {
  const table = { ...(await prepare(dataset)), name };
  tell(table);
  const encoded = await encodeWords(table, encoder);
  const split = await splitRows(await scaleNumbers(encoded, dataset.target), dataset.target);
  await evaluate(await fit(split.train), split);
  return split;
}
