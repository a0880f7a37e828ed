import { expect, test } from 'vitest';
import { Lookup } from '../../src/model/lifecycle-lookup.ts';
import { type Stage, stagesIn } from '../../src/model/lifecycle-roads.ts';
import { RoadPlaces } from '../../src/model/road.ts';
import { taskStages } from '../../src/model/task-stages.ts';

const stages = stagesIn({ name: 'task', stages: taskStages });
const lookup = (stage: string, places = new RoadPlaces()) => new Lookup(stages.get(stage) as Stage, stages, places);

test('a road is made when it is first asked for, and found again by its role', () => {
  const running = lookup('running');
  const road = running.road('failed');
  expect(road).toMatchObject({ from: 'running', to: 'failed' });
  expect([running.road('failed'), running.roadFor('fail'), running.roadFor('fail')]).toEqual([road, road, road]);
  expect(running.roadFor('fail')).toBe(road);
});

test('what no road leads to takes up no place', () => {
  const places = new RoadPlaces();
  const paused = lookup('paused', places);
  expect([paused.road('succeeded'), paused.road('unheard_of'), paused.roadFor('succeed')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(places.take()).toBe(1);
});

test('lists and sets are the same ones at each look', () => {
  const pending = lookup('pending');
  expect(pending.next).toBe(pending.next);
  expect(pending.next).toSatisfy(Object.isFrozen);
  expect(pending.reach).toBe(pending.reach);
  expect([pending.stageFor('start'), pending.stageFor('start')]).toEqual(['running', 'running']);
});
