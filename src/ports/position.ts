/** Where a task stands in the order of creation: 0, 1, 2, … It never changes. */
export type Position = number;
