import { compare } from '../compare.mjs';
import { atMost } from '../goals.mjs';
import { trackerOf } from '../peers/worktrail.mjs';

export const title = 'Nothing costs more because there are more tasks, or a longer history';
const scale = Number(process.env.BENCH_SCALE ?? 1);
const many = 1_000_000 * scale;

export function measure() {
  const few = many / 10;
  const trackers = { few: trackerOf(few), many: trackerOf(many) };
  const lives = compare({ few: lifeIn(trackers.few), many: lifeIn(trackers.many) });
  const moves = compare({ few: pausesAfter(few), many: pausesAfter(many) });
  return {
    rows: [
      { what: 'a life', 'ns at 100,000': lives.few, 'ns at a million': lives.many, x: lives.many / lives.few },
      {
        what: 'a transition of one task',
        'ns at 100,000': moves.few,
        'ns at a million': moves.many,
        x: moves.many / moves.few,
      },
    ],
    goals: [
      atMost('cost per life at a million against 100,000', 1.3, lives.many / lives.few),
      atMost('cost of a transition of a task with a million against 100,000', 1.3, moves.many / moves.few),
    ],
  };
}

function lifeIn(tracker) {
  return () => {
    const task = tracker.task('job');
    task.queue();
    task.start();
    task.succeed();
  };
}

function pausesAfter(moves) {
  const task = trackerOf(0).task('job');
  task.start();
  const once = () => {
    task.pause();
    task.resume();
  };
  for (let move = 0; move < moves; move += 2) once();
  return once;
}
