import { bursts, compare } from '../compare.mjs';
import { atLeast, atMost, rowsOf } from '../goals.mjs';
import { byHand } from '../peers/by-hand.mjs';
import { emitterClass } from '../peers/emitter.mjs';
import { javascriptStateMachine, robot3, xstateActor, xstateStore } from '../peers/machines.mjs';
import { naiveTracker } from '../peers/naive.mjs';
import { effectSpan, openTelemetrySpan } from '../peers/spans.mjs';
import { worktrail } from '../peers/worktrail.mjs';

export const title = 'A life in a burst: created, pending, running, succeeded, history kept, one subscriber told';

export function measure() {
  const times = compare({
    'by hand': bursts(byHand()),
    worktrail: bursts(worktrail()),
    'worktrail, nobody listens': bursts(worktrail(0)),
    'eventemitter3 class': bursts(emitterClass()),
    'naive tracker': bursts(naiveTracker()),
    '@xstate/store': bursts(xstateStore()),
    robot3: bursts(robot3()),
    'OpenTelemetry span': bursts(openTelemetrySpan()),
    'Effect span': bursts(effectSpan()),
    'javascript-state-machine': bursts(javascriptStateMachine()),
    'XState actor': bursts(xstateActor()),
  });
  const ours = times.worktrail;
  return {
    rows: rowsOf(times, 'by hand'),
    goals: [
      atMost('life in a burst, against by hand', 3, ours / times['by hand']),
      atLeast('life in a burst, cheaper than an XState actor', 40, times['XState actor'] / ours),
      atLeast('life in a burst, cheaper than an OpenTelemetry span', 6, times['OpenTelemetry span'] / ours),
      atMost('life in a burst, against the eventemitter3 class', 1, ours / times['eventemitter3 class']),
    ],
  };
}
