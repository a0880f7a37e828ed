import { expect, test } from 'vitest';
import { Owners } from '../../src/views/owners.ts';

test('each fact is of the owner that began with it, or last before it', () => {
  const owners = new Owners();
  expect([owners.count, owners.at(0), owners.at(9)]).toEqual([0, 0, 0]);
  owners.changed(5);
  owners.changed(8);
  expect(owners.count).toBe(2);
  expect([1, 4, 5, 7, 8, 9].map((seq) => owners.at(seq))).toEqual([0, 0, 1, 1, 2, 2]);
});
