/** Counts what the caps cut away. */
export interface Tally {
  cuts: number;
}
