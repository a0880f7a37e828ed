import { expect, test } from 'vitest';
import type { Filter } from '../../src/ports/filter.ts';
import { candidatesFor } from '../../src/views/candidates.ts';
import { FactTape } from '../support/fact-tape.ts';
import { taskSource } from '../support/task-source.ts';

/** Six tasks: `load` and five others, of which each field picks some. */
const tape = new FactTape().create('a', { name: 'load' }).create('b', { name: 'part', path: 'load/part', parent: 'a' });
tape.create('c', { name: 'part', path: 'load/part', parent: 'a' }).create('d', { name: 'part' });
tape.create('e', { name: 'save', key: 'k', tags: ['x', 'x'] }).create('f', { name: 'save', tags: ['y', 'x'] });
for (const id of ['c', 'b', 'd']) tape.enter(id, 'running');
tape.enter('d', 'failed').enter('f', 'pending').enter('e', 'skipped');
const source = taskSource(tape.facts);

test.each<[Filter, readonly number[]]>([
  [{}, [0, 1, 2, 3, 4, 5]],
  [{ tag: 'x' }, [4, 5]],
  [{ tag: 'zz' }, []],
  [{ key: 'k' }, [4]],
  [{ key: 'zz' }, []],
  [{ id: 'c' }, [2]],
  [{ id: 'zz' }, []],
  [{ path: 'load/part' }, [1, 2]],
  [{ path: 'zz' }, []],
  [{ name: 'part' }, [1, 2, 3]],
  [{ name: 'zz' }, []],
  [{ name: /part/ }, [0, 1, 2, 3, 4, 5]],
  [{ parent: { id: 'a' } }, [1, 2]],
  [{ parent: null }, [0, 3, 4, 5]],
  [{ stage: 'running' }, [1, 2]],
  [{ stage: ['pending', 'running'] }, [1, 2, 5]],
  [{ phase: 'done' }, [3, 4]],
  [{ outcome: 'failure' }, [3]],
  [{ phase: 'done', outcome: 'skipped' }, [4]],
])('%j looks at no task but these, in order of creation: %j', (filter, positions) => {
  expect(candidatesFor(filter, source)).toEqual(positions);
});

test.each<[Filter, readonly number[]]>([
  [{ name: 'part', path: 'load/part' }, [1, 2]],
  [{ path: 'load/part', name: 'load' }, [0]],
  [{ name: 'part', outcome: 'failure' }, [3]],
  [{ parent: null, phase: 'done' }, [3, 4]],
  [{ stage: 'running', name: 'load' }, [0]],
  [{ stage: 'running', phase: 'waiting' }, [5]],
  [{ tag: 'y', name: 'save' }, [5]],
  [{ key: 'k', tag: 'x' }, [4]],
])('of several fields, the one counts that leaves the fewest: %j', (filter, positions) => {
  expect(candidatesFor(filter, source)).toEqual(positions);
});
