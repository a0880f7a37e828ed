import { appendFileSync } from 'node:fs';

/** Tells `npm run durable` what a test has counted; without it nobody asks. */
export function tellFigures(what: string, figures: Readonly<object>): void {
  const file = process.env['FIGURES'];
  if (file) appendFileSync(file, `${JSON.stringify({ what, ...figures })}\n`);
}
