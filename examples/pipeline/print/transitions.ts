import type { StatusRecord, Tracker } from 'worktrail';
import { paint, print, type Style } from './columns.ts';

const looks: Readonly<Record<string, readonly [mark: string, style: Style]>> = {
  pending: ['·', 'dim'],
  running: ['▸', 'cyan'],
  retrying: ['↻', 'yellow'],
  succeeded: ['✔', 'green'],
  failed: ['✘', 'red'],
  timed_out: ['◷', 'red'],
  stopped: ['■', 'magenta'],
  cancelled: ['⊘', 'magenta'],
  skipped: ['↷', 'yellow'],
};

/** Prints each transition as it comes, but for waiting without a reason, which is over at once. */
export function printTransitions(tracker: Tracker): void {
  const begun = Date.now();
  const line = (at: number, path: string, stage: string, word: string, why: string) => {
    const [mark, style] = looks[stage] ?? ['?', 'reset'];
    const names = path.split('/');
    const place = `${'  '.repeat(names.length - 1)}${mark} ${names.at(-1)}`;
    const time = `${String(at - begun).padStart(5)} ms`;
    print(`${paint('dim', time)}  ${paint(style, `${place.padEnd(24)} ${word.padEnd(10)}`)} ${paint('dim', why)}`);
  };
  tracker.events.on('transition', ({ task, to }) => {
    if (to.phase !== 'waiting' || to.reason) line(to.timestamp, task.path, to.stage, to.stage, whyOf(to));
  });
  tracker.events.on('cache_hit', ({ task }) => line(Date.now(), task.path, 'succeeded', 'reused', ''));
}

function whyOf({ reason, message, error }: StatusRecord): string {
  const words = [reason, message ?? error?.message].filter((word) => word !== undefined);
  return words.join(': ');
}
