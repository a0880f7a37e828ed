import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** Colour, where the terminal has it. */
export const paint = (style: Style, text: string): string => (process.stdout.isTTY ? styleText(style, text) : text);

export const print = (line = ''): void => void process.stdout.write(`${line.trimEnd()}\n`);

export function title(text: string): void {
  print();
  print(paint('bold', text));
  print(paint('dim', '─'.repeat(text.length)));
}

/** Rows under their names: words to the left, numbers and lengths of time to the right. */
export function printTable(rows: readonly Readonly<Record<string, string | number>>[]): void {
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => aligned([name, ...rows.map((row) => String(row[name] ?? ''))]));
  for (let line = 0; line <= rows.length; line += 1) {
    print(`  ${paint(line === 0 ? 'dim' : 'reset', columns.map((cells) => cells[line]).join('  '))}`);
  }
}

function aligned(cells: readonly string[]): readonly string[] {
  const width = Math.max(...cells.map((cell) => cell.length));
  const isRight = cells.slice(1).every((cell) => /^ *[\d.]*( ms)?$/.test(cell));
  return cells.map((cell) => (isRight ? cell.padStart(width) : cell.padEnd(width)));
}

/** Wide enough for hours, so that a table keeps its shape. */
export const milliseconds = (ms: number): string => `${ms.toFixed(1).padStart(8)} ms`;
