import type { Dataset } from './datasets.ts';
import { type Cell, cellsOf, columnsOf, mapRows, type Row, type Table, typeOf } from './table.ts';

/** Keeps the rows that fit, and counts the others by what is wrong with them. */
export function check(table: Table, { row: rule }: Dataset): { table: Table; refused: Record<string, number> } {
  const refused: Record<string, number> = {};
  const rows = table.rows.filter((row) => {
    const issue = rule.safeParse(row).error?.issues[0];
    if (issue) refused[issue.path.join('.')] = (refused[issue.path.join('.')] ?? 0) + 1;
    return !issue;
  });
  return { table: { ...table, rows }, refused };
}

/** Turns cells into the types that their columns ought to have. */
export function convert(table: Table, { types }: Dataset): Table {
  const entries = Object.entries(types);
  return mapRows(table, (row) => {
    const converted = entries.map(([column, type]) => [column, toType(row[column] ?? null, type)]);
    return { ...row, ...(Object.fromEntries(converted) as Row) };
  });
}

function toType(cell: Cell, type: Dataset['types'][string]): Cell {
  if (cell === null) return null;
  if (type === 'date') return pastDate(String(cell));
  return type === 'number' ? Number(cell) : String(cell);
}

/** Release dates were written with two digits of the year once, and read as 2028 for 1928. */
function pastDate(text: string): Date {
  const date = new Date(/^\d{4}-/.test(text) ? text : `${text} UTC`);
  if (date.getUTCFullYear() > 2015) date.setUTCFullYear(date.getUTCFullYear() - 100);
  return date;
}

/** Drops what a model cannot use, makes numbers of dates, and fills what is missing. */
export function clean(table: Table, { target }: Dataset): Table {
  const kept = columnsOf(table.rows).filter((column) => column === target || isUseful(cellsOf(table.rows, column)));
  const fill = new Map(kept.map((column) => [column, typical(cellsOf(table.rows, column))]));
  return mapRows(
    table,
    (row) =>
      Object.assign({}, ...kept.map((column) => cleaned(column, row[column] ?? fill.get(column) ?? null))) as Row,
  );
}

/** At least half of it is there, and it is not another text in every row. */
function isUseful(cells: readonly Cell[]): boolean {
  const present = cells.filter((cell) => cell !== null);
  return present.length >= cells.length / 2 && (typeOf(present) !== 'string' || new Set(present).size <= 20);
}

/** The middle number, or the word for a text that is not known. */
function typical(cells: readonly Cell[]): Cell {
  const numbers = cells.filter((cell) => typeof cell === 'number').sort((a, b) => a - b);
  return numbers[Math.floor(numbers.length / 2)] ?? 'unknown';
}

function cleaned(column: string, cell: Cell): Row {
  return cell instanceof Date ? { year: cell.getUTCFullYear(), month: cell.getUTCMonth() + 1 } : { [column]: cell };
}
