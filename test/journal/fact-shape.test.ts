import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../src/journal/fact-shape.ts';
import type { Fact } from '../../src/model/facts.ts';
import { sampleFacts } from '../../src/testing/sample-facts.ts';

/** What a fact of each type cannot do without. */
const needed: Readonly<Record<Fact['type'], readonly string[]>> = {
  task_created: ['taskId', 'name'],
  stage_changed: ['taskId', 'from', 'to', 'attempt'],
  rejected: ['taskId', 'from', 'to', 'legal'],
  progressed: ['taskId', 'done'],
  heartbeat: ['taskId'],
  metadata_changed: ['patch'],
  changed: ['taskId', 'target', 'changes'],
  snapshot_taken: ['taskId', 'label', 'phase'],
  step_started: ['taskId', 'step'],
  step_ended: ['taskId', 'started'],
  annotated: ['taskId', 'kind'],
  cancel_requested: ['taskId', 'outcome', 'reason'],
  recovered: ['lastSeenAt'],
};

describe.each(Object.entries(needed))('a fact of type %s', (type, fields) => {
  const samples = sampleFacts(1, 16).filter((fact) => fact.type === type);

  test('is known', () => {
    expect(samples).not.toEqual([]);
    for (const fact of samples) expect(shapeOf(fact)).toBe('known');
  });

  test.each(['timestamp', 'mono', ...fields])('is told where its %s is missing or is something else', (field) => {
    for (const odd of [undefined, true, field === 'mono' ? '1' : null]) {
      expect(shapeOf({ ...samples[0], [field]: odd })).toEqual({ problem: expect.stringMatching(`^${field}.*: .+`) });
    }
  });
});

test('metadata are of a task or of a work', () => {
  const fact = { seq: 1, timestamp: 1, mono: 1, type: 'metadata_changed', patch: { a: 1 } };
  expect(shapeOf({ ...fact, taskId: 'a' })).toBe('known');
  expect(shapeOf({ ...fact, work: 'load' })).toBe('known');
});

test('a fact of a type that this version does not know is left as it is', () => {
  expect(shapeOf({ seq: 1, timestamp: 1, mono: 1, type: 'moon_landed', taskId: 7 })).toBe('unknown');
});

test('what has no type is no fact', () => {
  expect(shapeOf({ seq: 1, timestamp: 1, mono: 1 })).toHaveProperty('problem');
  expect(shapeOf({ seq: 1, timestamp: '1', mono: 1, type: 'moon_landed' })).toHaveProperty('problem');
});
