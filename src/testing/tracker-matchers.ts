import type { ChangeType } from '../model/change.ts';
import { type Span, toMs } from '../model/span.ts';
import type { TaskView, TreeNode } from '../ports/task-view.ts';
import { treeText } from './history-text.ts';
import { filterOf, type Scope, scopeIn } from './subjects.ts';
import { show, type Verdict, verdictIn } from './verdict.ts';

/** How long something may take. */
export interface ExpectedTime {
  readonly lessThan?: Span;
  readonly moreThan?: Span;
}

/** Matchers about a whole tracker, or about one task that it handed out. */
export const trackerMatchers = {
  toHaveNoRejections(received: unknown): Verdict {
    const scope = scopeIn(received);
    const rejections = scope.reader.rejections(filterOf(scope));
    const list = rejections.map(({ taskId, from, to, code }) => `${pathIn(scope, taskId)}: ${from} → ${to} (${code})`);
    const was = `has ${list.length || 'none'}${list.length ? `: ${list.join(', ')}` : ''}`;
    return verdictIn(scope, rejections.length === 0, 'to have no rejections', was);
  },

  toHaveChanged(
    received: unknown,
    target: string,
    path: string,
    { type }: { readonly type?: ChangeType } = {},
  ): Verdict {
    const scope = scopeIn(received);
    const changes = scope.reader.changes({ ...filterOf(scope), target });
    const pass = changes.some((change) => change.path === path && (type ?? change.type) === change.type);
    const list = changes.map((change) => `${change.type} '${change.path}'`).join(', ');
    const wanted = `to have changed ${target} at '${path}' (${type ?? 'in any way'})`;
    return verdictIn(scope, pass, wanted, `changed ${list || 'nothing of it'}`);
  },

  toHaveTaken(received: unknown, expected: ExpectedTime): Verdict {
    const scope = scopeIn(received);
    const attempts = scope.reader.timings(filterOf(scope)).filter(({ step }) => step === undefined);
    const took = attempts.reduce((sum, { duration }) => sum + duration, 0);
    const pass = took < limit(expected.lessThan, Infinity) && took > limit(expected.moreThan, -1);
    return verdictIn(scope, pass, `to have taken ${show(expected)}`, `took ${took} ms`);
  },

  toHaveTree(received: unknown, text: string): Verdict {
    const { reader, task } = scopeIn(received);
    const tree = treeText(task ? [nodeOf(task)] : reader.tree());
    const expected = withoutMargin(text);
    const pass = tree === expected;
    return {
      pass,
      message: () => `expected ${pass ? 'another tree than' : 'the tree'}\n${expected}\n\nand got\n${tree}`,
    };
  },
} as const;

function limit(span: Span | undefined, none: number): number {
  return span === undefined ? none : toMs(span);
}

function pathIn({ reader }: Scope, taskId: string): string {
  return reader.get(taskId)?.path ?? taskId;
}

function nodeOf(task: TaskView): TreeNode {
  return { task, children: task.children.map(nodeOf) };
}

/** Without empty lines, and without the indentation that all lines have. */
function withoutMargin(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(margin).trimEnd()).join('\n');
}
