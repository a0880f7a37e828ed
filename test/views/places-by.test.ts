import { expect, test } from 'vitest';
import { PlacesBy } from '../../src/views/places-by.ts';

test('each text has its own numbers', () => {
  const places = new PlacesBy();
  for (const number of [1, 4, 7]) places.add('odd', number);
  places.add('even', 2);
  expect([places.list('odd'), places.newest('odd')]).toEqual([[1, 4, 7], 7]);
  expect([places.list('even'), places.newest('even')]).toEqual([[2], 2]);
  expect([places.list('none'), places.newest('none')]).toEqual([[], undefined]);
  expect(places.texts()).toEqual(['odd', 'even']);
});

test('nothing is kept of a text that has none any more', () => {
  const places = new PlacesBy();
  for (const number of [1, 4]) places.add('odd', number);
  places.remove('odd', 4);
  expect([places.list('odd'), places.texts()]).toEqual([[1], ['odd']]);
  places.remove('odd', 1);
  expect([places.list('odd'), places.texts()]).toEqual([[], []]);
});

test('those that were dropped may be taken out one by one', () => {
  const places = new PlacesBy();
  for (const number of [1, 4]) places.add('odd', number);
  places.drop('odd');
  places.remove('odd', 1);
  expect([places.list('odd'), places.texts()]).toEqual([[], []]);
});
