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
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const isRight = names.map((name) => rows.every((row) => /^([\d.,]+( ms)?)?$/.test(String(row[name]))));
  const pad = (cell: string, at: number) =>
    isRight[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
  cells.forEach((line, row) => print(`  ${paint(row === 0 ? 'dim' : 'reset', line.map(pad).join('  '))}`));
}

export const milliseconds = (ms: number): string => `${ms.toFixed(1).padStart(7)} ms`;
