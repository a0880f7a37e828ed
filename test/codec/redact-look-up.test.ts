import { describe, expect, it } from 'vitest';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { Tracker } from '../../src/tracker/tracker.ts';

const secret = 'Bearer a1b2c3d4e5';
const hash = /^\[secret:[0-9a-f]{32}\]$/;

describe('what is kept as a hash is found by the original', () => {
  const tracker = new Tracker();
  const task = tracker.task(secret, { id: `id ${secret}`, key: secret, tags: ['plain', secret], parent: null });
  const child = tracker.task('child', { parent: task });

  it('name, key, tag, path and id', () => {
    expect([task.name, task.key, task.tags[1], task.path, task.id].every((word) => hash.test(word ?? ''))).toBe(true);
    for (const filter of [
      { name: secret },
      { key: secret },
      { tag: secret },
      { path: secret },
      { id: `id ${secret}` },
    ]) {
      const picked = 'id' in filter ? [tracker.get(filter.id)] : tracker.list(filter);
      expect(picked, JSON.stringify(filter)).toEqual([task]);
    }
    expect(tracker.find(secret)).toBe(task);
    expect(tracker.find(`${secret}/child`)).toBe(child);
    expect(tracker.work(secret).tasks).toEqual([task]);
    expect(tracker.at({ seq: 2 }).find(secret)?.id).toBe(task.id);
  });

  it('and by the hash, which is what lists show', () => {
    expect(tracker.list({ key: task.key as string })).toEqual([task]);
    expect(tracker.get(task.id)).toBe(task);
    expect(tracker.find(task.path)).toBe(task);
  });

  it('metadata, targets, labels', () => {
    tracker.work(secret).setMetadata({ rows: 1 });
    expect(tracker.work(secret).metadata).toEqual({ rows: 1 });
    expect(tracker.metadata(secret)?.status.stage).toBe('not_started');
    task.observe(`db/${secret}`, 1);
    task.observe(`db/${secret}`, 2);
    task.snapshot(secret);
    expect(tracker.evolution(`db/${secret}`)).toEqual([1, 2]);
    expect(tracker.changes({ target: `db/${secret}` })).toHaveLength(2);
    expect(tracker.snapshots({ label: secret })).toHaveLength(1);
  });

  it('commands too', () => {
    expect(tracker.cancel(`id ${secret}`, 'no')).toBe(1);
    expect(task.status().stage).toBe('cancelled');
  });
});

it('a call with such a key is joined, and its success reused, in this process and the next', async () => {
  const journal = memoryJournal();
  let runs = 0;
  const make = () => {
    const tracker = new Tracker({ journal });
    return tracker.track(secret, async (key: string) => `${key.length} ${++runs}`, {
      once: 'journal',
      key: (key) => key,
    });
  };
  const load = make();
  await Promise.all([load(secret), load(secret)]);
  await load(secret);
  await make()(secret);
  expect(runs).toBe(1);
  await load('Bearer z9y8x7w6v5');
  expect(runs).toBe(2);
  expect(JSON.stringify([...journal.read()])).not.toContain('a1b2c3d4e5');
});

it('the field of a secret in metadata reads as masked, and what is beside it stays', () => {
  const tracker = new Tracker({ redact: ['owner.name'] });
  const task = tracker.task('load', {
    metadata: { token: 'x', rows: 3, owner: { name: 'Ada' } },
    parameters: { pwd: 'y' },
  });
  expect(task.metadata).toEqual({ token: '[redacted]', rows: 3, owner: { name: '[redacted]' } });
  expect(task.description.parameters).toEqual({ pwd: '[redacted]' });
  task.observe('db/password', 'x');
  expect(tracker.evolution('db/password')).toEqual(['[redacted]']);
});
