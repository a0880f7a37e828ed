import type { Lifecycle } from './lifecycle.ts';

/** A Mermaid state diagram of a lifecycle: the initial stage, every road, every end. */
export function mermaidOf(lifecycle: Lifecycle): string {
  const ids = new Map(lifecycle.stages.map((name, index) => [name, idOf(name, index)]));
  const id = (name: string): string | undefined => ids.get(name);
  return [
    'stateDiagram-v2',
    ...[...ids].filter(([name, alias]) => name !== alias).map(([name, alias]) => `state "${escape(name)}" as ${alias}`),
    `[*] --> ${id(lifecycle.initial)}`,
    ...lifecycle.stages.flatMap((from) => lifecycle.next(from).map((to) => `${id(from)} --> ${id(to)}`)),
    ...lifecycle.stages.filter((name) => lifecycle.phaseOf(name) === 'done').map((name) => `${id(name)} --> [*]`),
  ].join('\n  ');
}

/** Words that mean something else in a state diagram, and names that look like an alias made here. */
const taken =
  /^(?:stage_\d+|state|end|note|direction|class|classDef|style|default|click|title|scale|hide|accTitle|accDescr)$/i;

function idOf(name: string, index: number): string {
  return /^[a-z_]\w*$/i.test(name) && !taken.test(name) ? name : `stage_${index}`;
}

function escape(name: string): string {
  return name.replaceAll('#', '#35;').replaceAll('"', '#quot;');
}
