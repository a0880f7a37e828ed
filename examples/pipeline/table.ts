export type Cell = string | number | Date | null;
export type Row = Readonly<Record<string, Cell>>;

export interface Table {
  /** Also the name under which its schema is observed. */
  readonly name: string;
  readonly rows: readonly Row[];
}

/** What is observed of a table: how many rows, and of each column its type and how many cells are missing. */
export interface Schema {
  readonly rows: number;
  readonly columns: Readonly<Record<string, { readonly type: string; readonly missing: number }>>;
}

export function schemaOf({ rows }: Table): Schema {
  const columns = columnsOf(rows).map((column) => [column, describe(cellsOf(rows, column))] as const);
  return { rows: rows.length, columns: Object.fromEntries(columns) };
}

export const columnsOf = (rows: readonly Row[]): readonly string[] => Object.keys(rows[0] ?? {});

export const cellsOf = (rows: readonly Row[], column: string): readonly Cell[] =>
  rows.map((row) => row[column] ?? null);

/** The cells of a column of numbers; what is no number counts as 0. */
export const numbersOf = (rows: readonly Row[], column: string): readonly number[] =>
  rows.map((row) => Number(row[column] ?? 0));

/** The table again, with each row made anew. */
export const mapRows = (table: Table, change: (row: Row) => Row): Table => ({ ...table, rows: table.rows.map(change) });

/** The type of a column's cells: `date`, `integer`, `number` or `string`, or several of them. */
export function typeOf(cells: readonly Cell[]): string {
  const types = new Set(cells.filter((cell) => cell !== null).map(typeOfCell));
  if (types.has('number')) types.delete('integer');
  return [...types].sort().join(' | ');
}

function describe(cells: readonly Cell[]): Schema['columns'][string] {
  return { type: typeOf(cells), missing: cells.filter((cell) => cell === null).length };
}

function typeOfCell(cell: Cell): string {
  if (cell instanceof Date) return 'date';
  return typeof cell === 'number' && Number.isInteger(cell) ? 'integer' : typeof cell;
}
