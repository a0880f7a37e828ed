import type { Draft } from '../model/facts.ts';
import type { Observer } from '../ports/observer.ts';
import type { Position } from '../ports/source.ts';
import { type Checks, type ContractPromise, contractOf, same } from './contract.ts';
import { sampleFacts } from './sample-facts.ts';

/** An observer to be tried out. */
export interface ObserverSubject {
  readonly observer: Observer;
  /** What it made of what it was told, as plain data; absent where that does not show. */
  outcome?(): unknown;
}

type Pair = readonly [ObserverSubject, ObserverSubject];

/**
 * The promises of an observer, each a sentence with a check, for whoever writes one: an exporter, a live view.
 * @param make an observer of its own at each call
 *
 * @example
 * for (const { promise, check } of observerContract(() => ({ observer: new MyExporter() }))) test(promise, check);
 */
export function observerContract(make: () => ObserverSubject | Promise<ObserverSubject>): readonly ContractPromise[] {
  return contractOf(checks, async (): Promise<Pair> => [await make(), await make()]);
}

const checks: Checks<Pair> = {
  'it hears facts of every type, also of no task, and does not throw': ([subject]) => tell(subject, heard()),
  'it ignores facts of a type that it does not know': ([subject]) => {
    const draft = { type: 'of_a_later_version' } as unknown as Draft;
    tell(subject, [
      { draft, seq: 1, task: undefined },
      { draft, seq: 2, task: 0 },
    ]);
  },
  'it may begin to listen at any fact': ([subject]) => tell(subject, heard().slice(13)),
  'it answers nothing, so that nobody waits for it': ([{ observer }]) => {
    for (const { draft, seq, task } of heard()) {
      const answer: unknown = observer.told(draft, seq, task);
      same(answer, undefined, `told(#${seq})`);
    }
  },
  'it writes into no fact': ([subject]) => {
    const facts = heard();
    const before = JSON.stringify(facts);
    tell(subject, facts);
    same(JSON.stringify(facts), before, 'the facts afterwards');
  },
  'the same facts have the same outcome': ([one, other]) => {
    tell(one, heard());
    tell(other, heard());
    same(other.outcome?.(), one.outcome?.(), 'the outcome of a second observer');
  },
  'two observers share nothing': ([one, other]) => {
    const before = JSON.stringify(other.outcome?.());
    tell(one, heard());
    same(JSON.stringify(other.outcome?.()), before, 'the outcome of one that heard nothing');
  },
};

interface Heard {
  readonly draft: Draft;
  readonly seq: number;
  readonly task: Position | undefined;
}

function tell({ observer }: ObserverSubject, facts: readonly Heard[]): void {
  for (const { draft, seq, task } of facts) observer.told(draft, seq, task);
}

/** Every type of fact, of several tasks, as the bus hands them on: without stamp and id. */
function heard(): readonly Heard[] {
  const positions = new Map<string, Position>();
  return sampleFacts(1, 40).map(({ seq, timestamp: _timestamp, mono: _mono, taskId, ...draft }) => {
    if (taskId !== undefined && !positions.has(taskId)) positions.set(taskId, positions.size);
    return { draft, seq, task: taskId === undefined ? undefined : positions.get(taskId) };
  });
}
