import type { Samples } from './samples.ts';

/** Gradient descent, a little at a time. */
export class Descent {
  readonly #samples: Samples;
  weights: readonly number[];
  hasArrived = false;

  constructor(samples: Samples) {
    this.#samples = samples;
    this.weights = (samples.inputs[0] ?? []).map(() => 0);
  }

  /** One look at all samples. */
  go(rate = 0.001): void {
    const { inputs, targets } = this.#samples;
    const slope = this.weights.map(() => 0);
    inputs.forEach((input, row) => {
      const miss = dot(input, this.weights) - (targets[row] ?? 0);
      input.forEach((value, at) => {
        slope[at] = (slope[at] ?? 0) + (2 * miss * value) / inputs.length;
      });
    });
    this.weights = this.weights.map((weight, at) => weight - rate * (slope[at] ?? 0));
    this.hasArrived = Math.hypot(...slope) < 1e-9;
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
