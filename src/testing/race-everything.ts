import type { Task } from '../tracker/task.ts';
import { permutations } from './permutations.ts';
import { race, type RaceStep, type RaceTrack, type RaceVerdict } from './one-race.ts';

export interface RaceOptions {
  /** Which verdicts compete. Default: complete, cancel, time out, stop. */
  readonly verdicts?: readonly RaceVerdict[];
}

/** An order of verdicts after which something was wrong. */
export interface RaceProblem {
  /** The verdicts; `turn` stands where the event loop had a turn in between. */
  readonly order: readonly RaceStep[];
  readonly problem: string;
  /** All that happened. */
  readonly trace: string;
}

export interface RaceReport {
  /** How many orders were tried. */
  readonly orders: number;
  /** How often each stage won. */
  readonly winners: Readonly<Record<string, number>>;
  readonly problems: readonly RaceProblem[];
}

const defaultVerdicts: readonly RaceVerdict[] = ['complete', 'cancel', 'time_out', 'stop'];

/**
 * Lets verdicts about one task compete, in every order, with and without a turn of the event loop between any two of
 * them. Of every race one end must come out, the same for all who look, now and after a replay.
 *
 * @param scenario begins the task: with a time limit if `time_out` competes, and with a body that awaits `body`
 * @throws ValidationError where `time_out` competes and nothing falls due
 *
 * @example
 * const { problems } = await raceEverything(({ tracker, body }) => {
 *   const load = tracker.track('load', () => body, { timeout: { seconds: 30 } });
 *   return load.start();
 * });
 * expect(problems).toEqual([]);
 */
export async function raceEverything(
  scenario: (track: RaceTrack) => Task | Promise<Task>,
  { verdicts = defaultVerdicts }: RaceOptions = {},
): Promise<RaceReport> {
  const orders = [...ordersOf(verdicts)];
  const winners: Record<string, number> = {};
  const problems: RaceProblem[] = [];
  for (const order of orders) {
    const { winner, problem, trace } = await race(scenario, order);
    winners[winner] = (winners[winner] ?? 0) + 1;
    if (problem !== undefined) problems.push(Object.freeze({ order, problem, trace }));
  }
  return Object.freeze({ orders: orders.length, winners: Object.freeze(winners), problems: Object.freeze(problems) });
}

/** Each order, with a turn or none in each of its gaps. */
function* ordersOf(verdicts: readonly RaceVerdict[]): Iterable<readonly RaceStep[]> {
  const gaps = Math.max(0, verdicts.length - 1);
  for (const order of permutations(verdicts)) {
    for (let turns = 0; turns < 2 ** gaps; turns++) yield Object.freeze(withTurns(order, turns));
  }
}

/** @param turns one bit for each gap */
function withTurns(order: readonly RaceVerdict[], turns: number): readonly RaceStep[] {
  return order.flatMap((verdict, at): RaceStep[] =>
    at > 0 && (turns >> (at - 1)) & 1 ? ['turn', verdict] : [verdict],
  );
}
