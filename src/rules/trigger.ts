import type { Outcome } from '../model/phases.ts';

/** When a task may start, judged over the tasks that it comes `after`. */
export type TriggerRule = 'all_success' | 'any_success' | 'all_done' | 'all_failure' | 'any_failure' | 'always';

/** `broken` rules cannot be met any more; `by` is the place in the list of the upstream task that broke it. */
export type Verdict =
  | { readonly is: 'met' }
  | { readonly is: 'open' }
  | { readonly is: 'broken'; readonly reason: 'upstream_failed' | 'condition_false'; readonly by: number | undefined };

const met: Verdict = { is: 'met' };
const open: Verdict = { is: 'open' };

/** Failure is every end but success and skipped. */
export function isFailure(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && outcome !== 'success' && outcome !== 'skipped';
}
const isSuccess = (outcome: Outcome | undefined) => outcome === 'success';

/** Judges a rule over the outcomes of the upstream tasks; an open one has none. */
export function judge(rule: TriggerRule, upstream: readonly (Outcome | undefined)[]): Verdict {
  switch (rule) {
    case 'always':
      return met;
    case 'all_done':
      return upstream.includes(undefined) ? open : met;
    case 'all_success':
      return all(upstream, isSuccess);
    case 'all_failure':
      return all(upstream, isFailure);
    case 'any_success':
      return any(upstream, isSuccess);
    case 'any_failure':
      return any(upstream, isFailure);
    default:
      return rule satisfies never;
  }
}

type Test = (outcome: Outcome | undefined) => boolean;
type Outcomes = readonly (Outcome | undefined)[];

function all(upstream: Outcomes, holds: Test): Verdict {
  const against = upstream.findIndex((outcome) => outcome !== undefined && !holds(outcome));
  if (against >= 0) return broken(upstream, against);
  return upstream.includes(undefined) ? open : met;
}

function any(upstream: Outcomes, holds: Test): Verdict {
  if (upstream.some(holds)) return met;
  return upstream.includes(undefined) ? open : broken(upstream, upstream.findIndex(isFailure));
}

function broken(upstream: Outcomes, by: number): Verdict {
  const reason = isFailure(upstream[by]) ? 'upstream_failed' : 'condition_false';
  return { is: 'broken', reason, by: by < 0 ? undefined : by };
}
