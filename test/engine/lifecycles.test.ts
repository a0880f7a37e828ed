import { expect, test } from 'vitest';
import { Lifecycles } from '../../src/engine/lifecycles.ts';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import { ValidationError } from '../../src/model/errors.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

const named = (name: string) =>
  defineLifecycle({
    name,
    stages: {
      open: { phase: 'waiting', to: ['well', 'badly'] },
      well: { phase: 'done', outcome: 'success' },
      badly: { phase: 'done', outcome: 'failure' },
    },
  });

test('the default one is known, and has no name in facts', () => {
  const lifecycles = new Lifecycles();
  expect([lifecycles.get(undefined), lifecycles.get('task')]).toEqual([taskLifecycle, taskLifecycle]);
  expect(lifecycles.get('gone')).toBeUndefined();
});

test('one lifecycle may be added again, two of one name may not', () => {
  const review = named('review');
  const lifecycles = new Lifecycles([review]);
  lifecycles.add(review);
  expect(lifecycles.get('review')).toBe(review);
  expect(() => lifecycles.add(named('review'))).toThrow(ValidationError);
  expect(() => lifecycles.add(named('task'))).toThrow("Two different lifecycles are called 'task'");
  expect(lifecycles.get('review')).toBe(review);
});
