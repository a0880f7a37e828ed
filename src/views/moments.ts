import type { Fact } from '../model/facts.ts';
import type { FactSource } from '../ports/source.ts';
import type { View } from '../ports/view.ts';

/**
 * The facts after which the wall clock never showed less again, so that both lists rise although the clock may step
 * back. A fact that a later one undercuts cannot be the last of the longest run up to any time.
 */
interface Moments {
  times: number[];
  seqs: number[];
  /** The newest fact that was let go: what is before it need not be found. */
  gone: number;
}

const moments: View<Moments> = {
  name: 'moments',
  start: () => ({ times: [], seqs: [], gone: 0 }),
  add(state, { timestamp, seq }) {
    while ((state.times.at(-1) as number) >= timestamp) {
      state.times.pop();
      state.seqs.pop();
    }
    state.times.push(timestamp);
    state.seqs.push(seq);
  },
  forget: (state, { facts }) => letGo(state, facts),
  thin: (state, { facts }) => letGo(state, facts),
};

/** The end of the longest run of facts whose last is not later than a time, epoch milliseconds; 0 where there is none. */
export function seqAt(source: FactSource, time: number): number {
  const { times, seqs } = source.fold(moments);
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return seqs[low - 1] ?? 0;
}

function letGo(state: Moments, facts: readonly Fact[]): void {
  state.gone = Math.max(state.gone, (facts.at(-1) as Fact).seq);
  if ((state.seqs[state.seqs.length >>> 1] as number) < state.gone) halve(state);
}

function halve(state: Moments): void {
  const half = state.seqs.length >>> 1;
  state.times = state.times.slice(half);
  state.seqs = state.seqs.slice(half);
}
