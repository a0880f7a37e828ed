/** Something to do, and what it is given: so that most need no function of their own. */
interface FollowUp {
  readonly act: (given: never) => void;
  readonly given: unknown;
  next: FollowUp | undefined;
}

/** What is to be done later, in the order in which it was asked for. */
export class FollowUps {
  #first: FollowUp | undefined;
  #last: FollowUp | undefined;

  add<A>(act: (given: A) => void, given?: A): void {
    const one: FollowUp = { act, given, next: undefined };
    if (this.#last) this.#last.next = one;
    else this.#first = one;
    this.#last = one;
  }

  get areDue(): boolean {
    return this.#first !== undefined;
  }

  /** Does them all: one that throws is reported, and does not keep the others from being done. */
  doAll(report: (error: unknown) => void): void {
    const first = this.#first;
    this.#first = undefined;
    this.#last = undefined;
    for (let one = first; one; one = one.next) doOne(one, report);
  }
}

function doOne({ act, given }: FollowUp, report: (error: unknown) => void): void {
  try {
    act(given as never);
  } catch (error) {
    report(error);
  }
}
