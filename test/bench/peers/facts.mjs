/** The four facts of a life as a journal's lines have them, so that a peer writes the same bytes. */
const clocks = { timestamp: 1_763_647_200_000, mono: 123_456.789_012 };
const moves = [
  ['not_started', 'pending', 0],
  ['pending', 'running', 1],
  ['running', 'succeeded', 1],
];

export function factsOfLife(seq) {
  const taskId = `V1StGXR8_Z5jdHi6B-myT-${(seq >>> 2).toString(36)}`;
  const move = ([from, to, attempt], n) => ({
    seq: seq + 1 + n,
    ...clocks,
    taskId,
    type: 'stage_changed',
    from,
    to,
    attempt,
  });
  return [{ seq, ...clocks, taskId, type: 'task_created', name: 'job' }, ...moves.map(move)];
}
