import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineLifecycle } from '../../src/model/define-lifecycle.ts';
import type { LifecycleDefinition, StageDefinition } from '../../src/model/lifecycle.ts';
import { outcomes, type Phase } from '../../src/model/phases.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

type OpenPhase = Exclude<Phase, 'done'>;
type Stages = Record<string, StageDefinition>;

const openPhase = fc.constantFrom<OpenPhase>('idle', 'waiting', 'active', 'paused');
const outcome = fc.constantFrom(...outcomes);

/** Pairs of numbers, to be taken as roads between stages by their index, modulo the count. */
const extraRoads = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 30 });
const shape = fc.record({
  open: fc.array(openPhase, { maxLength: 8 }),
  done: fc.array(outcome, { maxLength: 5 }),
  extraRoads,
});

/** A valid definition: a line through all open stages to the first failure, every done stage hung on, roads at random. */
const definitions: fc.Arbitrary<LifecycleDefinition> = shape.map(({ open, done, extraRoads }) => {
  const opens = ['begin', ...open.map((_, i) => `open_${i}`)];
  const ends = ['broken', ...done.map((_, i) => `end_${i}`)];
  const all = [...opens, ...ends];
  const roads = new Set(opens.map((from, i) => `${from} ${opens[i + 1] ?? 'broken'}`));
  for (const [i, end] of ends.entries()) roads.add(`${opens[i % opens.length]} ${end}`);
  for (const [a, b] of extraRoads) roads.add(`${opens[a % opens.length]} ${all[b % all.length]}`);
  const to = (from: string) =>
    [...roads].map((road) => road.split(' ')).flatMap(([a, b = '']) => (a === from && b !== from ? [b] : []));
  const stages: Stages = { begin: { phase: 'idle', to: to('begin') } };
  for (const [i, phase] of open.entries()) stages[`open_${i}`] = { phase, to: to(`open_${i}`) };
  stages['broken'] = { phase: 'done', outcome: 'failure' };
  for (const [i, end] of done.entries()) stages[`end_${i}`] = { phase: 'done', outcome: end };
  return { name: 'random', stages };
});

/** A search over the definition itself, which knows nothing of what was compiled. */
function searchReach(stages: Stages, from: string): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [...(stages[from]?.to ?? [])];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    queue.push(...(stages[at]?.to ?? []));
  }
  return found;
}

describe('every valid definition', () => {
  it('has the roads that it names and no others', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const lifecycle = defineLifecycle(definition);
        expect(lifecycle.stages).toEqual(Object.keys(definition.stages));
        for (const [from, stage] of Object.entries(definition.stages)) {
          expect(lifecycle.next(from)).toEqual(stage.to ?? []);
          for (const to of lifecycle.stages) expect(lifecycle.canMove(from, to)).toBe((stage.to ?? []).includes(to));
        }
      }),
    );
  });

  it('reaches exactly what a search finds', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const lifecycle = defineLifecycle(definition);
        for (const from of lifecycle.stages) {
          const found = searchReach(definition.stages, from);
          for (const to of lifecycle.stages) expect(lifecycle.canReach(from, to)).toBe(found.has(to));
        }
      }),
    );
  });

  it('is the same lifecycle when each road is written at its other end', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const turned: Stages = {};
        for (const [name, { phase, outcome }] of Object.entries(definition.stages)) {
          const from = Object.keys(definition.stages).filter((other) => definition.stages[other]?.to?.includes(name));
          turned[name] = outcome ? { phase, outcome, from } : { phase, from };
        }
        const [there, back] = [defineLifecycle(definition), defineLifecycle({ name: 'turned', stages: turned })];
        for (const name of there.stages) expect([...back.next(name)].sort()).toEqual([...there.next(name)].sort());
      }),
    );
  });

  it('gives every role a stage of the right meaning with a road, where there is one', () => {
    const roles = { start: 'active', pause: 'paused', queue: 'waiting', fail: 'failure', cancel: 'cancelled' } as const;
    fc.assert(
      fc.property(definitions, fc.constantFrom(...Object.keys(roles)), (definition, name) => {
        const lifecycle = defineLifecycle(definition);
        const role = name as keyof typeof roles;
        const meant = lifecycle.stages.filter((s) => (lifecycle.outcomeOf(s) ?? lifecycle.phaseOf(s)) === roles[role]);
        for (const from of lifecycle.stages) {
          const best = meant.find((stage) => lifecycle.canMove(from, stage)) ?? meant[0];
          expect(lifecycle.stageFor(role, from)).toBe(best);
        }
      }),
    );
  });
});

describe('every extension', () => {
  it('keeps all that the base has', () => {
    fc.assert(
      fc.property(definitions, ({ stages }) => {
        const extra: Stages = { ...stages, begin: { ...stages['begin'], from: ['running'] } as StageDefinition };
        const lifecycle = defineLifecycle({ name: 'more', extends: taskLifecycle, stages: extra });
        for (const from of taskLifecycle.stages) {
          for (const to of taskLifecycle.stages) {
            if (taskLifecycle.canMove(from, to)) expect(lifecycle.canMove(from, to)).toBe(true);
          }
        }
        expect(lifecycle.canReach('not_started', 'broken')).toBe(true);
      }),
    );
  });
});
