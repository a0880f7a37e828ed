import { EventEmitter } from 'eventemitter3';
import { nanoid } from 'nanoid';

/** A class that extends eventemitter3, its instances in a Map by an id of nanoid. */
class Job extends EventEmitter {
  constructor(name) {
    super();
    this.id = nanoid();
    this.path = name;
    this.stage = 'not_started';
    this.history = [];
  }
  move(to, reason) {
    const from = this.stage;
    this.stage = to;
    this.history.push({ stage: to, reason, at: Date.now() });
    this.emit('transition', this, from, to);
  }
}

export function emitterClass() {
  let seen = 0;
  const kept = new Map();
  const tell = (job, from, to) => (seen += job.path.length + from.length + to.length);
  return {
    life() {
      const job = new Job('job').on('transition', tell);
      kept.set(job.id, job);
      job.move('pending');
      job.move('running');
      job.move('succeeded');
      return seen;
    },
    clear: () => kept.clear(),
  };
}
