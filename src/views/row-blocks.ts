import type { Timing } from '../model/timing.ts';
import type { Position } from '../ports/position.ts';

/** So many tasks stand in one block. */
const size = 1024;

/** The rows of one task, as they are told now. */
export interface ToldRows {
  readonly rows: readonly Timing[];
  /** Whether they will never be told otherwise. */
  readonly isDone: boolean;
}
/** Undefined for a task that is not kept. */
export type TellRows = (position: Position) => ToldRows | undefined;

const noRows: readonly Timing[] = [];

interface Block {
  /** Of each task that is done, by its place. */
  readonly tasks: (readonly Timing[] | undefined)[];
  /** All of them in order, where no task of the block is open or still to come. */
  whole: readonly Timing[] | undefined;
}

/**
 * Rows by the position of their tasks. Those of a task that is done are made once.
 *
 * 1. To tell all of them costs a copy of pointers, what is new, and a glance at the blocks in which a task is open.
 * 2. A block of which all is let go holds nothing.
 * 3. Whoever lets go of a task, or of facts of it, drops its rows here.
 */
export class RowBlocks {
  readonly #blocks: (Block | undefined)[] = [];

  /** The rows of all tasks before a position, in order. */
  all(end: Position, tell: TellRows): Timing[] {
    const blocks: (readonly Timing[])[] = [];
    for (let start = 0; start < end; start += size)
      blocks.push(this.#between(start, Math.min(end, start + size), tell));
    return ([] as Timing[]).concat(...blocks);
  }

  /** Those of one task; undefined for one that is not kept. */
  of(position: Position, tell: TellRows): readonly Timing[] | undefined {
    const { tasks } = this.#with(position);
    return tasks[position % size] ?? told(tasks, position, tell);
  }

  drop(position: Position): void {
    const block = this.#blocks[Math.floor(position / size)];
    if (!block) return;
    block.tasks[position % size] = undefined;
    block.whole = undefined;
  }

  /** Of one block, or of its beginning. */
  #between(start: Position, end: Position, tell: TellRows): readonly Timing[] {
    const block = this.#with(start);
    if (block.whole) return block.whole;
    const rows: Timing[] = [];
    let isWhole = end === start + size;
    for (let position = start; position < end; position++) {
      const its = block.tasks[position - start] ?? told(block.tasks, position, tell);
      if (its && !block.tasks[position - start]) isWhole = false;
      for (const row of its ?? noRows) rows.push(row);
    }
    if (isWhole) block.whole = rows;
    if (isWhole && rows.length === 0) block.tasks.length = 0;
    return rows;
  }

  #with(position: Position): Block {
    return (this.#blocks[Math.floor(position / size)] ??= { tasks: [], whole: undefined });
  }
}

/** Remembered where they are the last ones. */
function told(tasks: Block['tasks'], position: Position, tell: TellRows): readonly Timing[] | undefined {
  const its = tell(position);
  if (its?.isDone) tasks[position % size] = its.rows;
  return its?.rows;
}
