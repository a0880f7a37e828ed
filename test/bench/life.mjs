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
      if (listens) made.events.on('transition', ({ task, from, to }) => (seen += task.path.length + from.stage.length + to.stage.length));
      return made;
    }
  };
}

const burst = compare({ 'by hand': byHand, worktrail: worktrail(true), 'worktrail, nobody listens': worktrail(false) });
console.log('a life in a burst');
for (const [name, ns] of Object.entries(burst)) console.log(`  ${name}: ${ns.toFixed(0)} ns, ${(ns / burst['by hand']).toFixed(2)} x by hand`);

const body = async (n) => n;
const awaited = await compareAwaited({
  plain: () => () => body(1),
  tracked: () => {
    let tracked = fresh();
    let calls = 0;
    return () => (++calls % 50_000 === 0 ? (tracked = fresh())(1) : tracked(1));
    function fresh() {
      return new Tracker({ context: process.env.CONTEXT ?? 'auto' }).track('body', body);
    }
  },
});
console.log('an awaited call');
for (const [name, ns] of Object.entries(awaited)) console.log(`  ${name}: ${ns.toFixed(0)} ns, adds ${(ns - awaited.plain).toFixed(0)} ns`);
