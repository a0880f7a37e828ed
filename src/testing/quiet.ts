import { TrackerError } from '../model/errors.ts';
import type { Reader } from '../ports/reader.ts';
import { turn } from './turn.ts';

const quietTurns = 3;

/** Waits until nothing happens any more: three turns of the event loop without a new fact of the watched trackers. */
export class Quiet {
  readonly #watched: (() => number)[] = [];
  readonly #mostTurns: number;

  /** @param mostTurns so many turns of the event loop with facts among them are taken for an endless loop */
  constructor(mostTurns = 20_000) {
    this.#mostTurns = mostTurns;
  }

  watch(tracker: Pick<Reader, 'facts'>): void {
    let seq = 0;
    this.#watched.push(() => {
      for (const fact of tracker.facts({ since: seq })) seq = fact.seq;
      return seq;
    });
  }

  /** @throws TrackerError (`never_quiet`) where facts come without end */
  async wait(): Promise<void> {
    let before = this.#newest();
    for (let still = 0, left = this.#mostTurns; still < quietTurns; left--) {
      if (left === 0) throw neverQuiet('facts');
      await turn();
      const now = this.#newest();
      still = now === before ? still + 1 : 0;
      before = now;
    }
  }

  #newest(): string {
    return this.#watched.map((seq) => seq()).join();
  }
}

export function neverQuiet(what: 'facts' | 'timers'): TrackerError {
  const message = `The system did not become quiet: new ${what} came without end.`;
  return new TrackerError('never_quiet', message, 'Let the loop that makes them wait for this clock, or end it first.');
}
