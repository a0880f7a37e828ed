import { check, clean, convert } from './prepare.ts';
import type { Dataset } from './datasets.ts';
import { type Encoder, encode, scale } from './encoders.ts';
import { readDataset } from './loaders.ts';
import { linear, normalEquations, solve } from './ridge.ts';
import { type Model, type Samples, score, split } from './samples.ts';
import { schemaOf, type Table } from './table.ts';
import { current, tracker } from './tracker.ts';

/** A module of the pipeline: a tracked function between tables. The schema is observed before and after. */
function tableModule<Use>(name: string, change: (table: Table, use: Use) => Table, transform?: string) {
  const body = (table: Table, use: Use) => {
    tell(table);
    const changed = change(table, use);
    tell(changed, transform);
    return changed;
  };
  return tracker.track(name, body, { once: true, key: (table) => table.name });
}

/** What changed since the schema of this table was last told is recorded, and nothing else. */
export function tell(table: Table, transform?: string): void {
  current().observe(table.name, schemaOf(table), transform === undefined ? {} : { transform });
}

/** The first attempt looks at the mirror, the next one at the package. */
const load = tracker.track(
  'load',
  async (dataset: Dataset) => {
    const table = await readDataset(dataset, current().attempt);
    tell(table);
    return table;
  },
  { once: true, key: ({ name }) => name, retries: { times: 1, delay: 20 } },
);

const validate = tableModule('validate', (table, dataset: Dataset) => {
  const checked = check(table, dataset);
  current().setMetadata({ refused: checked.refused });
  return checked.table;
});

const convertTypes = tableModule('convert', convert, 'to the declared type');
const cleanUp = tableModule('clean', clean);

/** Both experiments with a data set share these tasks: the second one gets what the first one made. */
export async function prepare(dataset: Dataset): Promise<Table> {
  const valid = await validate(await load(dataset), dataset);
  return await cleanUp(await convertTypes(valid, dataset), dataset);
}

export const encodeWords = tableModule('encode', (table, encoder: Encoder) => encode(table, encoder));
export const scaleNumbers = tableModule(
  'scale',
  (table, target: string) => scale(table, target),
  'to mean 0, deviation 1',
);
export const splitRows = tracker.track('split', split);

export const fit = tracker.track('fit', async (samples: Samples): Promise<Model> => {
  const task = current();
  const equations = await task.step('sum up', () => normalEquations(samples, 1));
  return linear(await task.step('solve', () => solve(equations)));
});

export const evaluate = tracker.track('evaluate', score);
