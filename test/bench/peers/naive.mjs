import { EventEmitter } from 'eventemitter3';
import { nanoid } from 'nanoid';

/** A tracker that keeps everything as it comes: of each fact an object with an id and a Date, frozen, and two events. */
class NaiveTracker extends EventEmitter {
  facts = [];
  tasks = new Map();

  task(name) {
    const task = { id: nanoid(), path: name, stage: 'not_started', history: [] };
    this.tasks.set(task.id, task);
    this.add(task, { type: 'task_created', name });
    return task;
  }
  move(task, to, reason) {
    const from = task.stage;
    task.stage = to;
    const fact = this.add(task, { type: 'stage_changed', from, to, reason });
    task.history.push(fact);
    this.emit('transition', { task, from, to });
    this.emit(`stage:${to}`, { task, from, to });
  }
  add(task, what) {
    const fact = Object.freeze({
      id: nanoid(),
      seq: this.facts.length + 1,
      timestamp: new Date(),
      taskId: task.id,
      ...what,
    });
    this.facts.push(fact);
    return fact;
  }
}

export function naiveTracker() {
  let seen = 0;
  let tracker = fresh();
  return {
    life() {
      const task = tracker.task('job');
      tracker.move(task, 'pending');
      tracker.move(task, 'running');
      tracker.move(task, 'succeeded');
      return seen;
    },
    clear: () => (tracker = fresh()),
  };

  function fresh() {
    return new NaiveTracker().on(
      'transition',
      ({ task, from, to }) => (seen += task.path.length + from.length + to.length),
    );
  }
}
