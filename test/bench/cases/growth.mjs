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
  const refusals = compare({ few: refusalsAfter(few / 100), many: refusalsAfter(many / 100) });
  return {
    rows: [
      { what: 'a life', 'ns at 100,000': lives.few, 'ns at a million': lives.many, x: lives.many / lives.few },
      {
        what: 'a transition of one task',
        'ns at 100,000': moves.few,
        'ns at a million': moves.many,
        x: moves.many / moves.few,
      },
      {
        what: 'a refusal of a task that is done and was asked a hundredth as often',
        'ns at 100,000': refusals.few,
        'ns at a million': refusals.many,
        x: refusals.many / refusals.few,
      },
    ],
    goals: [
      atMost('cost per life at a million against 100,000', 1.3, lives.many / lives.few),
      atMost('cost of a transition of a task with a million against 100,000', 1.3, moves.many / moves.few),
      atMost('cost of a refusal of a done task after 10,000 of them against 1,000', 1.3, refusals.many / refusals.few),
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

/** Somebody goes on asking a task for what it cannot do any more. */
function refusalsAfter(refusals) {
  const task = trackerOf(0).task('job');
  task.start();
  task.succeed();
  const once = () => {
    try {
      task.succeed();
    } catch {
      // it says so each time
    }
  };
  for (let refusal = 0; refusal < refusals; refusal++) once();
  return once;
}
