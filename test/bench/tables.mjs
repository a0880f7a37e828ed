/** Rows of named cells as Markdown, which reads well on a terminal too. */
export function tableOf(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => cell(row[column])));
  const widths = columns.map((column, at) => Math.max(column.length, ...lines.map((line) => line[at].length)));
  const isNumeric = columns.map((column) => rows.every((row) => typeof row[column] !== 'string'));
  const pad = (text, at) => (isNumeric[at] ? text.padStart(widths[at]) : text.padEnd(widths[at]));
  const rule = widths.map((width, at) => (isNumeric[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [columns.map(pad), rule, ...lines.map((line) => line.map(pad))]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

export function goalRows(goals) {
  return goals.map(({ goal, asked, measured, unit, met }) => ({
    goal,
    asked,
    measured: `${cell(measured)} ${unit}`,
    met: met ? 'met' : 'NOT MET',
  }));
}

function cell(value) {
  if (value === undefined) return '';
  if (typeof value !== 'number') return String(value);
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3).replace(/e\+2$/, '');
}
