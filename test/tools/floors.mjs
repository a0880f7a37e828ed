/**
 * Checks the floors with dependency-cruiser, and draws their picture from the imports that are really there.
 * Without arguments it checks; `--draw` also writes the picture into src/README.md.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { bin, isMain, main, root, ToolError } from './run.mjs';

const page = `${root}src/README.md`;
const [open, close] = ['<!-- floors: drawn by `npm run floors -- --draw` -->', '<!-- /floors -->'];

/** What dependency-cruiser found: `{ modules, summary }`. Refuses a run that saw fewer modules than there are files. */
export function cruise() {
  const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const found = JSON.parse(bin('depcruise', args));
  const files = readdirSync(`${root}src`, { recursive: true }).filter((name) => name.endsWith('.ts'));
  const seen = found.modules.filter((module) => module.source.startsWith('src/')).length;
  if (files.length === 0 || seen < files.length) {
    throw new ToolError(`floors: ${files.length} files stand in src, but dependency-cruiser saw ${seen} modules`);
  }
  return found;
}

/** The picture: an arrow for each room that imports another one; type-only imports are dotted. */
export function draw(found) {
  const arrows = arrowsOf(found.modules);
  const present = new Set([...arrows.values()].flatMap(({ from, to }) => [from, to]));
  for (const { source } of found.modules) present.add(roomOf(source));
  const { floors } = JSON.parse(readFileSync(`${root}.floors.json`, 'utf8'));
  const rows = [...floors.map((rooms, index) => [index + 1, rooms]), [floors.length + 1, ['door']]];
  return [
    '```mermaid',
    'flowchart TB',
    ...rows.reverse().flatMap(([number, rooms]) =>
      floorBox(
        number,
        rooms.filter((room) => present.has(room)),
      ),
    ),
    ...[...arrows.values()].map(({ from, to, typesOnly }) => `  ${from} ${typesOnly ? '-.->' : '-->'} ${to}`).sort(),
    '```',
  ].join('\n');
}

/** The page with the picture between its markers. */
export function withPicture(text, picture) {
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new ToolError('floors: src/README.md has lost the markers of its picture');
  return `${text.slice(0, start + open.length)}\n\n${picture}\n\n${text.slice(end)}`;
}

function floorBox(number, rooms) {
  return rooms.length === 0 ? [] : [`  subgraph f${number}["${number}"]`, `    ${rooms.join(' ~~~ ')}`, '  end'];
}

function arrowsOf(modules) {
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    for (const { resolved, typeOnly, dependencyTypes } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (!from || !to || from === to) continue;
      const key = `${from} ${to}`;
      const isType = Boolean(typeOnly) || dependencyTypes.includes('type-only');
      arrows.set(key, { from, to, typesOnly: isType && (arrows.get(key)?.typesOnly ?? true) });
    }
  }
  return arrows;
}

/** The room of a file; files at the top of src are the door. */
function roomOf(path) {
  const [top, room, file] = path.split('/');
  if (top !== 'src') return undefined;
  return file === undefined ? 'door' : room;
}

/** The violations as lines, each with what the room may import. */
export function violationsOf({ summary }) {
  const comments = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  return summary.violations.map(({ from, to, rule, cycle }) => {
    const road = cycle ? [from, ...cycle.map((step) => step.name ?? step)].join(' -> ') : `${from} -> ${to}`;
    return `${rule.name}: ${road}\n    ${comments.get(rule.name)}`;
  });
}

if (isMain(import.meta)) {
  await main(() => {
    const found = cruise();
    const violations = violationsOf(found);
    if (violations.length > 0) throw new ToolError(violations.join('\n'));
    if (process.argv.includes('--draw')) writeFileSync(page, withPicture(readFileSync(page, 'utf8'), draw(found)));
    console.log(
      `floors: ${found.summary.totalCruised} modules, ${found.summary.totalDependenciesCruised} imports, all legal`,
    );
  });
}
