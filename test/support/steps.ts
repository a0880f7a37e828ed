import * as fc from 'fast-check';
import type { Random } from './random.ts';

/** How often each command comes up; the first is what a failing walk shrinks to. */
const weights = {
  nothing: 1,
  pass: 6,
  create: 5,
  child: 6,
  queue: 5,
  start: 16,
  pause: 4,
  resume: 4,
  retry: 3,
  succeed: 4,
  fail: 3,
  skip: 2,
  stop: 3,
  cancel: 3,
  endAll: 1,
  transition: 10,
  step_wall: 1,
  metadata: 3,
  observe: 5,
  snapshot: 1,
  progress: 2,
  heartbeat: 1,
  step: 3,
  note: 2,
  invalidate: 2,
} as const;
type Word = keyof typeof weights;
const words = (Object.keys(weights) as Word[]).flatMap((word) => Array<Word>(weights[word]).fill(word));

export interface Step {
  readonly do: Word;
  readonly task: number;
  readonly pick: number;
  readonly ms: number;
}

/** Walks of one length; a failing one shrinks to `nothing`, which is not printed. */
export const steps = (count: number): fc.Arbitrary<readonly Step[]> =>
  fc
    .array(fc.record({ do: fc.constantFrom(...words), task: fc.nat(30), pick: fc.nat(1000), ms: fc.nat(50) }), {
      minLength: count,
      maxLength: count,
    })
    .map((all) => Object.defineProperty(all, fc.toStringMethod, { value: () => textOf(all) }));

/** One step, by chance. */
export function randomStep(random: Random): Step {
  return { do: random.pick(words), task: random.below(31), pick: random.below(1001), ms: random.below(51) };
}

export function textOf(all: readonly Step[]): string {
  const taken = all.filter((step) => step.do !== 'nothing');
  return taken.map(({ do: word, task, pick, ms }) => `${word} ${task} ${pick} ${ms}`).join(', ');
}
