import type { Model, Samples } from './samples.ts';

type Matrix = number[][];

/** The normal equations of ridge regression, the right side as the last column. */
export function normalEquations({ inputs, targets }: Samples, penalty: number): Matrix {
  const width = inputs[0]?.length ?? 0;
  const sums: Matrix = Array.from({ length: width }, () => Array.from({ length: width + 1 }, () => 0));
  inputs.forEach((input, row) => {
    const extended = [...input, targets[row] ?? 0];
    sums.forEach((sum, i) => extended.forEach((value, j) => addTo(sum, j, (input[i] ?? 0) * value)));
  });
  sums.forEach((sum, i) => i > 0 && addTo(sum, i, penalty));
  return sums;
}

/** Solves them by elimination, the largest pivot first. */
export function solve(equations: Matrix): readonly number[] {
  const rows = equations.map((row) => [...row]);
  for (let at = 0; at < rows.length; at += 1) {
    const [pivot = []] = rows.splice(largestIn(rows, at), 1);
    for (const row of rows) eliminate(row, pivot, at);
    rows.splice(at, 0, pivot);
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] || 1));
}

/** A model that weighs its inputs. */
export const linear =
  (weights: readonly number[]): Model =>
  (input) =>
    input.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);

function largestIn(rows: Matrix, column: number): number {
  const sizes = rows.map((row, at) => (at < column ? -1 : Math.abs(row[column] ?? 0)));
  return sizes.indexOf(Math.max(...sizes));
}

function eliminate(row: number[], pivot: readonly number[], column: number): void {
  const factor = (row[column] ?? 0) / (pivot[column] || 1);
  pivot.forEach((value, at) => addTo(row, at, -factor * value));
}

function addTo(row: number[], at: number, value: number): void {
  row[at] = (row[at] ?? 0) + value;
}
