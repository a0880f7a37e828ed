import type { FactSource, Position } from '../ports/source.ts';
import type { TaskView, TreeNode } from '../ports/task-view.ts';
import { childrenOf, rootsOf } from './children.ts';

/** All tasks under their parents. A child is younger than its parent, so the youngest first needs no recursion. */
export function treeOf(source: FactSource, toView: (position: Position) => TaskView): readonly TreeNode[] {
  const nodes = new Map<Position, TreeNode>();
  const nodesAt = (positions: readonly Position[]) => Object.freeze(positions.map((at) => nodes.get(at) as TreeNode));
  for (const at of source.positions().toReversed()) {
    const children = nodesAt(childrenOf(source, source.idOf(at)));
    nodes.set(at, Object.freeze({ task: toView(at), children }));
  }
  return nodesAt(rootsOf(source));
}
