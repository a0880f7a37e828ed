import { describe, expect, it, test } from 'vitest';
import { type Outcome, outcomes } from '../../src/model/phases.ts';
import { isFailure, judge, type TriggerRule } from '../../src/rules/trigger.ts';

type State = Outcome | undefined;
const states: readonly State[] = [undefined, ...outcomes];
const rules: readonly TriggerRule[] = [
  'all_success',
  'any_success',
  'all_done',
  'all_failure',
  'any_failure',
  'always',
];

/** Every combination of up to three upstream tasks. */
const combinations: readonly (readonly State[])[] = [
  [],
  ...states.map((one) => [one]),
  ...states.flatMap((one) => states.map((two) => [one, two])),
  ...states.flatMap((one) => states.flatMap((two) => states.map((three) => [one, two, three]))),
];

const failures: readonly State[] = ['failure', 'timeout', 'stopped', 'cancelled'];
const fails = (state: State) => failures.includes(state);
const succeeds = (state: State) => state === 'success';

/** Whether a rule holds once all are done, as its name says it. */
const holds: Readonly<Record<TriggerRule, (ends: readonly State[]) => boolean>> = {
  all_success: (ends) => ends.every(succeeds),
  any_success: (ends) => ends.some(succeeds),
  all_done: () => true,
  all_failure: (ends) => ends.every(fails),
  any_failure: (ends) => ends.some(fails),
  always: () => true,
};

/** Every way in which the open ones may still end. */
function futures(upstream: readonly State[]): readonly (readonly State[])[] {
  const open = upstream.indexOf(undefined);
  if (open < 0) return [upstream];
  return outcomes.flatMap((end) => futures(upstream.with(open, end)));
}

/** When nothing that may still come can change the answer, the rule is decided; `all_done` waits for all the same. */
function naive(rule: TriggerRule, upstream: readonly State[]): 'met' | 'open' | 'broken' {
  if (rule === 'all_done') return upstream.includes(undefined) ? 'open' : 'met';
  const answers = new Set(futures(upstream).map(holds[rule]));
  if (answers.size > 1) return 'open';
  return answers.has(true) ? 'met' : 'broken';
}

describe.each(rules)('%s', (rule) => {
  it('says of every combination what its name says', () => {
    for (const upstream of combinations)
      expect([upstream, judge(rule, upstream).is]).toEqual([upstream, naive(rule, upstream)]);
  });

  it('names an upstream task that ended, and an unsuccessful one as the failure', () => {
    for (const upstream of combinations) {
      const verdict = judge(rule, upstream);
      if (verdict.is !== 'broken') continue;
      const culprit = verdict.by === undefined ? undefined : upstream[verdict.by];
      expect(verdict.by === undefined || culprit !== undefined).toBe(true);
      expect(verdict.reason).toBe(fails(culprit) ? 'upstream_failed' : 'condition_false');
    }
  });

  it('stays decided, whatever ends later', () => {
    for (const upstream of combinations) {
      const verdict = judge(rule, upstream);
      if (verdict.is === 'open') continue;
      for (const future of futures(upstream)) expect(judge(rule, future).is).toBe(verdict.is);
    }
  });
});

test('why a rule broke', () => {
  const because = (rule: TriggerRule, ...upstream: State[]) => judge(rule, upstream);
  expect(because('all_success', 'success', 'timeout')).toEqual({ is: 'broken', reason: 'upstream_failed', by: 1 });
  expect(because('all_success', undefined, 'skipped')).toEqual({ is: 'broken', reason: 'condition_false', by: 1 });
  expect(because('any_success', 'skipped', 'stopped')).toEqual({ is: 'broken', reason: 'upstream_failed', by: 1 });
  expect(because('any_success', 'skipped')).toEqual({ is: 'broken', reason: 'condition_false', by: undefined });
  expect(because('all_failure', 'failure', 'success')).toEqual({ is: 'broken', reason: 'condition_false', by: 1 });
  expect(because('any_failure', 'success')).toEqual({ is: 'broken', reason: 'condition_false', by: undefined });
});

test('what is no rule has no verdict', () => {
  expect(judge('most' as never, ['success'])).not.toHaveProperty('is');
});

test('failure is every end but success and skipped', () => {
  expect(states.filter(isFailure)).toEqual(failures);
});
