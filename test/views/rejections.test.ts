import { expect, test } from 'vitest';
import { rejectionsOf } from '../../src/views/rejections.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

const refused = { type: 'rejected', from: 'running', to: 'pending', legal: ['paused'], code: 'illegal' } as const;

test('refused requests are told oldest first, and those of a task that was let go are not', () => {
  const tape = new FactTape().create('a').create('b').enter('a', 'running');
  const seqs = ['b', 'a', 'b'].map((id) => tape.write(id, refused));
  const source = taskSource(tape.enter('a', 'failed').facts);
  const told = () => rejectionsOf(source).map(({ seq, taskId }) => [seq, taskId]);
  expect(told()).toEqual([
    [seqs[0], 'b'],
    [seqs[1], 'a'],
    [seqs[2], 'b'],
  ]);
  source.letGo('a');
  expect(told()).toEqual([
    [seqs[0], 'b'],
    [seqs[2], 'b'],
  ]);
});

test('a refusal is frozen, with the roads that there were', () => {
  const tape = new FactTape().create('a');
  const seq = tape.write('a', refused);
  const [one] = rejectionsOf(taskSource(tape.facts));
  const { type: _, ...said } = refused;
  expect(one).toStrictEqual({ seq, timestamp: 1_000_000, taskId: 'a', ...said });
  expect([Object.isFrozen(one), Object.isFrozen(one?.legal)]).toEqual([true, true]);
});
