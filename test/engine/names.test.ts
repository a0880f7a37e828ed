import { describe, expect, test } from 'vitest';
import { Names } from '../../src/engine/names.ts';
import { Roads } from '../../src/engine/roads.ts';
import { taskLifecycle } from '../../src/model/task-lifecycle.ts';

describe('names', () => {
  test('have one word each, counted from 1', () => {
    const names = new Names(10);
    expect(['load', 'save', 'load', '', 'save', ''].map((name) => names.word(name))).toEqual([1, 2, 1, 3, 2, 3]);
    expect([1, 2, 3].map((word) => names.at(word))).toEqual(['load', 'save', '']);
  });

  test('get no word once there is none left', () => {
    const names = new Names(2);
    expect(['a', 'b', 'c', 'a', 'b', 'c'].map((name) => names.word(name))).toEqual([1, 2, 0, 1, 2, 0]);
  });
});

describe('roads', () => {
  const all = [
    ['a', 'b', undefined],
    ['a', 'b', 'r'],
    ['a', 'b', ''],
    ['a', 'c', 'r'],
    ['b', 'a', 'r'],
    ['a b', 'c', undefined],
    ['a', 'b c', undefined],
  ] as const;

  test('have one word each, counted from 1', () => {
    const roads = new Roads(100);
    const words = () => all.map(([from, to, reason]) => roads.word(from, to, reason));
    expect(words()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(words()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(words().map((word) => roads.at(word))).toEqual(all.map(([from, to, reason]) => ({ from, to, reason })));
  });

  test('get no word once there is none left', () => {
    const roads = new Roads(1);
    expect([roads.word('a', 'b', 'x'), roads.word('a', 'b', 'y'), roads.word('a', 'b', 'x')]).toEqual([1, 0, 1]);
  });
});

test('of one reason so many roads get a word that the default stages all have one, and no more', () => {
  const roads = new Roads(100_000);
  const words = Array.from({ length: 300 }, (_, stage) => roads.word(`stage ${stage}`, 'running', undefined));
  expect(words).toEqual(Array.from({ length: 300 }, (_, stage) => (stage < 256 ? stage + 1 : 0)));
  expect(roads.word('stage 7', 'running', undefined)).toBe(8);
  expect(roads.word('stage 299', 'running', 'queued')).toBe(257);
  expect(taskLifecycle.stages.length ** 2).toBeLessThan(256);
});
