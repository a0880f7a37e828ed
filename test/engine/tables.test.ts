import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntTable } from '../../src/engine/int-table.ts';

/** Around the sizes at which a chunk is made, doubled, or full. */
const sizes = [0, 1, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 8192, 8193, 12_289];

test.each(sizes)('a table of %i rows reads back what was written', (size) => {
  for (const width of [1, 3, 5]) {
    const table = new IntTable(width);
    for (let row = 0; row < size; row++) expect(table.push(row, -row, row * 2, row * 3, ~row)).toBe(row);
    expect(table.length).toBe(size);
    for (let row = 0; row < size; row += 37) {
      const read = Array.from({ length: width }, (_, column) => table.get(row, column) + 0);
      expect(read).toEqual([row, 0 - row, row * 2, row * 3, ~row].slice(0, width));
    }
  }
});

test('what was left out, and what is not there, is 0', () => {
  const table = new IntTable(3);
  table.push(7);
  expect([table.get(0, 0), table.get(0, 1), table.get(0, 2)]).toEqual([7, 0, 0]);
  expect([table.get(1, 0), table.get(5000, 2), table.get(-1, 0)]).toEqual([0, 0, 0]);
});

test('a cell that is set changes no other one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(2), fc.integer(), (rows, at, column, value) => {
      const table = new IntTable(3);
      for (let row = 0; row < rows; row++) table.push(row, row, row);
      table.set(at % rows, column, value);
      for (let row = 0; row < rows; row++) {
        const expected = [row, row, row];
        if (row === at % rows) expected[column] = value;
        expect([table.get(row, 0), table.get(row, 1), table.get(row, 2)]).toEqual(expected);
      }
    }),
    { numRuns: 50 },
  );
});
