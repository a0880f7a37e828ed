/** What a test made, and what must be true at its end. */
export interface Made {
  finish(): Promise<void>;
}

type Listener = (made: Made) => void;

/**
 * The runner of this process, if its register module was loaded: it sees to it that what a test made is finished with
 * the test. A runner is one for the whole process, as its matchers are.
 */
const runner: { onMade: Listener } = { onMade: () => undefined };

export function announce(made: Made): void {
  runner.onMade(made);
}

/** From now on this runner finishes what tests make. */
export function finishWith(listener: Listener): void {
  runner.onMade = listener;
}
