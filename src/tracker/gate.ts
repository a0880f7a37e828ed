import type { TriggerRule } from '../rules/trigger.ts';
import { type LiveTask, liveOf } from './live-task.ts';
import { Upstream } from './upstream.ts';

/** What a task waits for. One that the host drives cannot be started while the gate is shut. */
export function gateOf(
  task: LiveTask,
  after: readonly { readonly id: string }[],
  when: TriggerRule = 'all_success',
  ready: () => void = () => undefined,
): Upstream {
  const known = after.map((view) => task.runtime.taskOf(view)).filter((upstream) => upstream !== undefined);
  const upstream = known.map(liveOf);
  const gate = new Upstream(task, upstream, when, ready);
  gate.watch();
  return gate;
}

/** The gate that the record of a task tells of; undefined where it comes after nothing. */
export function recordedGate(task: LiveTask, ready?: () => void): Upstream | undefined {
  const { after, when } = task.runtime.engine.ledger.created(task.entity.position);
  return (
    after &&
    gateOf(
      task,
      after.map((id) => ({ id })),
      when as TriggerRule | undefined,
      ready,
    )
  );
}
