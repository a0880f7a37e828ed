import type { Dataset } from './datasets.ts';
import type { Encoder } from './encoders.ts';
import { encodeWords, evaluate, fit, prepare, scaleNumbers, splitRows, tell } from './modules.ts';
import type { Score, Split } from './samples.ts';
import { tracker } from './tracker.ts';

export interface Experiment extends Score {
  readonly name: string;
  readonly split: Split;
}

/** Each data set with each encoder, one after the other, as children of one task. */
export function runExperiments(
  datasets: readonly Dataset[],
  encoders: readonly Encoder[],
): Promise<readonly Experiment[]> {
  return tracker.run('experiments', async (task) => {
    const pairs = datasets.flatMap((dataset) => encoders.map((encoder) => ({ dataset, encoder })));
    const done: Experiment[] = [];
    for (const { dataset, encoder } of pairs) {
      done.push(await experiment(dataset, encoder));
      task.reportProgress(done.length, pairs.length);
    }
    return done;
  });
}

function experiment(dataset: Dataset, encoder: Encoder): Promise<Experiment> {
  const name = `${dataset.name}-${encoder.name}`;
  const metadata = { dataset: dataset.name, encoder: encoder.name };
  return tracker.run(name, () => learn(name, dataset, encoder), { tags: ['experiment'], metadata });
}

async function learn(name: string, dataset: Dataset, encoder: Encoder): Promise<Experiment> {
  const table = { ...(await prepare(dataset)), name };
  tell(table);
  const encoded = await encodeWords(table, encoder);
  const parts = await splitRows(await scaleNumbers(encoded, dataset.target), dataset.target);
  const model = await fit(parts.train);
  return { name, split: parts, ...(await evaluate(model, parts)) };
}
