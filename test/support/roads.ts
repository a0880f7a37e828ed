import type { TaskStage } from '../../src/model/task-stages.ts';

/** SEMANTICS, section 2, as it stands there: yes is a road, = is the same stage, . is none. */
const roads = `
| from \\ to    | not_started | pending | running | paused | retrying | interrupted | succeeded | failed | timed_out | stopped | cancelled | skipped |
| not_started  | =           | yes     | yes     | .      | .        | .           | .         | .      | .         | .       | yes       | yes     |
| pending      | .           | =       | yes     | yes    | .        | yes         | .         | yes    | yes       | yes     | yes       | yes     |
| running      | .           | .       | =       | yes    | yes      | yes         | yes       | yes    | yes       | yes     | yes       | yes     |
| paused       | .           | .       | yes     | =      | .        | yes         | .         | yes    | yes       | yes     | yes       | .       |
| retrying     | .           | yes     | yes     | .      | =        | yes         | .         | yes    | yes       | yes     | yes       | .       |
| interrupted  | .           | yes     | yes     | .      | .        | =           | .         | yes    | yes       | yes     | yes       | .       |
| succeeded    | .           | .       | .       | .      | .        | .           | =         | .      | .         | .       | .         | .       |
| failed       | .           | .       | .       | .      | .        | .           | .         | =      | .         | .       | .         | .       |
| timed_out    | .           | .       | .       | .      | .        | .           | .         | .      | =         | .       | .         | .       |
| stopped      | .           | .       | .       | .      | .        | .           | .         | .      | .         | =       | .         | .       |
| cancelled    | .           | .       | .       | .      | .        | .           | .         | .      | .         | .       | =         | .       |
| skipped      | .           | .       | .       | .      | .        | .           | .         | .      | .         | .       | .         | =       |
`;
const [head = [], ...rows] = roads
  .trim()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
/** The twelve stages, in the order of the table. */
export const stages = head.slice(1) as readonly TaskStage[];

export interface Cell {
  readonly from: TaskStage;
  readonly to: TaskStage;
  readonly cell: string;
}

/** Every cell of the table. */
export const cells: readonly Cell[] = rows.flatMap(([from, ...row]) =>
  row.map((cell, column) => ({ from: from as TaskStage, to: stages[column] as TaskStage, cell })),
);
