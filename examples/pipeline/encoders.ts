import { type Cell, cellsOf, columnsOf, mapRows, numbersOf, type Row, type Table, typeOf } from './table.ts';

export interface Encoder {
  readonly name: string;
  /** What it makes of one cell, given all cells of the column. */
  readonly encode: (column: string, cells: readonly Cell[]) => (cell: Cell) => Row;
}

/** A column of 0 and 1 for each word. */
export const oneHot: Encoder = {
  name: 'one-hot',
  encode: (column, cells) => {
    const words = [...new Set(cells.map(String))].sort();
    return (cell) => Object.fromEntries(words.map((word) => [`${column}=${word}`, word === cell ? 1 : 0]));
  },
};

/** Each word becomes how often it comes. */
export const frequency: Encoder = {
  name: 'frequency',
  encode: (column, cells) => {
    const counts = new Map<Cell, number>();
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    return (cell) => ({ [column]: (counts.get(cell) ?? 0) / cells.length });
  },
};

/** Makes numbers of all words. */
export function encode(table: Table, { encode: encoding }: Encoder): Table {
  const parts = columnsOf(table.rows).map((column) => {
    const cells = cellsOf(table.rows, column);
    const encodeCell = typeOf(cells) === 'string' ? encoding(column, cells) : (cell: Cell) => ({ [column]: cell });
    return (row: Row) => encodeCell(row[column] ?? null);
  });
  return mapRows(table, (row) => Object.assign({}, ...parts.map((part) => part(row))) as Row);
}

/** Each column but the target gets the mean 0 and the deviation 1. */
export function scale(table: Table, target: string): Table {
  const columns = columnsOf(table.rows).filter((column) => column !== target);
  const spreads = columns.map((column) => [column, spreadOf(numbersOf(table.rows, column))] as const);
  return mapRows(table, (row) => {
    const scaled = spreads.map(([column, { mean, deviation }]) => [column, (Number(row[column]) - mean) / deviation]);
    return { ...row, ...(Object.fromEntries(scaled) as Row) };
  });
}

function spreadOf(numbers: readonly number[]): { mean: number; deviation: number } {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
