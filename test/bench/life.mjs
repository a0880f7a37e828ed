/** What a life costs: created, pending, running, succeeded, history kept, one subscriber told. */
import { Tracker } from '../../dist/index.js';
import { compare, compareAwaited } from './harness.mjs';

/** What people write by hand: a class, an array of objects, a callback. */
class ByHand {
  constructor(name, tell) {
    this.name = name;
    this.tell = tell;
    this.stage = 'not_started';
    this.history = [];
  }
  move(to, reason) {
    const from = this.stage;
    this.stage = to;
    this.history.push({ stage: to, reason, at: Date.now() });
    this.tell(this, from, to);
  }
}

function byHand() {
  let seen = 0;
  let kept = [];
  const tell = (task, from, to) => (seen += task.name.length + from.length + to.length);
  return () => {
    const task = new ByHand('job', tell);
    task.move('pending');
    task.move('running');
    task.move('succeeded');
    kept.push(task);
    if (kept.length > 50_000) kept = [];
    return seen;
  };
}

function worktrail(listens) {
  return () => {
    let seen = 0;
    let lives = 0;
    let tracker = fresh();
    return () => {
      if (++lives % 50_000 === 0) tracker = fresh();
      const task = tracker.task('job');
      task.queue();
      task.start();
      task.succeed();
      return seen;
    };
    function fresh() {
      const made = new Tracker();
      if (listens)
        made.events.on(
          'transition',
          ({ task, from, to }) => (seen += task.path.length + from.stage.length + to.stage.length),
        );
      return made;
    }
  };
}

export function measureLife() {
  return compare({ 'by hand': byHand, worktrail: worktrail(true), 'worktrail, nobody listens': worktrail(false) });
}

const body = async (n) => n;

/** What `track` adds to an awaited call. */
export function measureCall(context) {
  return compareAwaited({
    plain: () => () => body(1),
    tracked: () => trackedBody(context),
  });
}

function trackedBody(context) {
  let tracker;
  let tracked = fresh();
  let calls = 0;
  return () => {
    if (++calls % 50_000 === 0) tracked = fresh();
    return tracked(1);
  };
  function fresh() {
    void tracker?.close();
    tracker = new Tracker({ context });
    return tracker.track('body', body);
  }
}
