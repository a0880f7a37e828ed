import { compareAwaited } from '../compare.mjs';
import { fresh, leastOf } from '../fresh.mjs';
import { atMost, rowsOf } from '../goals.mjs';

export const title = 'A tracked call that is awaited';

/** With the ambient current task, in a process where AsyncLocalStorage is used, and without, where it is not. */
export function measure() {
  const auto = fresh(import.meta.url, 'calls', 'auto');
  const explicit = fresh(import.meta.url, 'calls', 'explicit');
  const untouched = leastOf(5, import.meta.url, 'plainCall', false);
  const beside = leastOf(5, import.meta.url, 'plainCall', true);
  return {
    rows: [
      ...rowsOf(auto, 'by hand').map((row) => ({ context: 'auto', ...row })),
      ...rowsOf(explicit, 'by hand').map((row) => ({ context: 'explicit', ...row })),
      { context: 'none', contestant: 'plain, no tracker', ns: untouched },
      { context: 'explicit', contestant: 'plain, beside a tracker', ns: beside },
    ],
    goals: [
      atMost('track(), context auto, against the same record by hand', 3, auto.worktrail / auto['by hand']),
      atMost('track(), context explicit, against the same record by hand', 3, explicit.worktrail / explicit['by hand']),
      atMost(
        'track(), context auto, against an OpenTelemetry span with context',
        0.5,
        auto.worktrail / auto['OpenTelemetry span with context'],
      ),
      atMost('track(), context auto, against p-queue', 0.5, auto.worktrail / auto['p-queue']),
      atMost('code that is not tracked, beside context explicit', 1.05, beside / untouched),
    ],
  };
}

const body = async (n) => n;

export async function calls(context) {
  const { trackedByHand } = await import('../peers/by-hand.mjs');
  const { default: PQueue } = await import('p-queue');
  const { Tracker } = await import('../../../dist/index.js');
  const queue = new PQueue({ concurrency: 1000 });
  const byHand = trackedByHand(body);
  const contestants = {
    plain: () => body(1),
    'by hand': () => byHand(1),
    worktrail: tracked(Tracker, context),
    'p-queue': () => queue.add(() => body(1)),
  };
  if (context === 'explicit') return compareAwaited(contestants);
  const { spanned } = await import('../peers/spans.mjs');
  const span = spanned(body);
  return compareAwaited({ ...contestants, 'OpenTelemetry span with context': () => span(1) });
}

function tracked(Tracker, context) {
  let call = fresh();
  let calls = 0;
  return () => {
    if (++calls % 50_000 === 0) call = fresh();
    return call(1);
  };

  function fresh() {
    return new Tracker({ context }).track('body', body);
  }
}

/** Nanoseconds of an untracked call, in a process that has, or has not, tracked others. */
export async function plainCall(isTracking) {
  const { Tracker } = await import('../../../dist/index.js');
  const other = isTracking ? new Tracker({ context: 'explicit' }).track('body', body) : body;
  for (let call = 0; call < 5000; call++) await other(1);
  const { plain } = await compareAwaited({ plain: () => body(1) });
  return plain;
}
