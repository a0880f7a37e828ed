import { columnsOf, numbersOf, type Row, type Table } from './table.ts';

/** Rows of numbers, and what each of them should come to. */
export interface Samples {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly number[];
}
export interface Split {
  readonly train: Samples;
  readonly test: Samples;
}

/** Every fifth row is for the test. */
export function split({ rows }: Table, target: string): Split {
  const isForTest = (_: Row, at: number) => at % 5 === 0;
  return {
    train: samplesOf(
      rows.filter((row, at) => !isForTest(row, at)),
      target,
    ),
    test: samplesOf(rows.filter(isForTest), target),
  };
}

/** The first input is always 1, for the intercept. */
function samplesOf(rows: readonly Row[], target: string): Samples {
  const columns = columnsOf(rows).filter((column) => column !== target);
  return {
    inputs: rows.map((row) => [1, ...columns.map((column) => Number(row[column]))]),
    targets: numbersOf(rows, target),
  };
}

export type Model = (input: readonly number[]) => number;

export interface Score {
  readonly trainedOn: number;
  readonly testedOn: number;
  readonly inputs: number;
  /** The usual distance from the truth, in the unit of the target. */
  readonly error: number;
  /** That of a model which always says the mean. */
  readonly errorOfMean: number;
}

export function score(model: Model, { train, test }: Split): Score {
  const mean = train.targets.reduce((sum, target) => sum + target, 0) / train.targets.length;
  return {
    trainedOn: train.inputs.length,
    testedOn: test.inputs.length,
    inputs: (train.inputs[0]?.length ?? 1) - 1,
    error: rootMeanSquare(test, model),
    errorOfMean: rootMeanSquare(test, () => mean),
  };
}

function rootMeanSquare({ inputs, targets }: Samples, model: Model): number {
  const squares = inputs.map((input, at) => (model(input) - (targets[at] ?? 0)) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}
