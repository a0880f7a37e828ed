/** What people write by hand: a class, an array of objects, a callback. */
class Job {
  constructor(name, tell) {
    this.path = name;
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

export function byHand() {
  let seen = 0;
  const kept = [];
  const tell = (job, from, to) => (seen += job.path.length + from.length + to.length);
  return {
    life() {
      const job = new Job('job', tell);
      job.move('pending');
      job.move('running');
      job.move('succeeded');
      kept.push(job);
      return seen;
    },
    clear: () => (kept.length = 0),
  };
}

/** The same record around an awaited call. */
export function trackedByHand(fn) {
  const { kept, tell } = { kept: [], tell: () => undefined };
  return async (...args) => {
    if (kept.length === 50_000) kept.length = 0;
    const job = new Job('job', tell);
    kept.push(job);
    job.move('pending');
    job.move('running');
    try {
      const result = await fn(...args);
      job.move('succeeded');
      return result;
    } catch (error) {
      job.move('failed', error);
      throw error;
    }
  };
}
