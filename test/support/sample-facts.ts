import type { Fact } from '../../src/model/facts.ts';

/** The fact number `seq` of a made-up life: tasks are created, started, reported on, and end. */
export function factAt(seq: number, text = ''): Fact {
  const stamp = { seq, timestamp: 1_700_000_000_000 + seq * 10, mono: seq * 10.25 };
  const taskId = `run-${Math.floor((seq - 1) / 5).toString(36)}`;
  switch (seq % 5) {
    case 1:
      return { ...stamp, taskId, type: 'task_created', name: 'load', tags: ['nightly', text] };
    case 2:
      return { ...stamp, taskId, type: 'stage_changed', from: 'not_started', to: 'pending', attempt: 0 };
    case 3:
      return { ...stamp, taskId, type: 'stage_changed', from: 'pending', to: 'running', attempt: 1, cause: seq - 1 };
    case 4:
      return {
        ...stamp,
        taskId,
        type: 'annotated',
        kind: 'note',
        attempt: 1,
        message: `ümlaut ✓ ${text}`,
        data: { y: seq },
      };
    default:
      return {
        ...stamp,
        taskId,
        type: 'stage_changed',
        from: 'running',
        to: 'succeeded',
        attempt: 1,
        result: { rows: seq, text },
      };
  }
}

/** The facts `first..last`. */
export function factsBetween(first: number, last: number, text = ''): readonly Fact[] {
  return Array.from({ length: last - first + 1 }, (_, index) => factAt(first + index, text));
}
