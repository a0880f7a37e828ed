import { describe, expect, test, vi } from 'vitest';
import { IsolatedEmitter } from '../../src/engine/emitter.ts';
import { ValidationError } from '../../src/model/errors.ts';

function rig() {
  const thrown: (readonly [string, unknown])[] = [];
  const emitter = new IsolatedEmitter((error, event) => thrown.push([event, error]));
  const used = vi.fn();
  emitter.whenUsed(used);
  return { emitter, thrown, used };
}
const boom = (what: unknown) => () => {
  throw what;
};

describe('a listener that throws', () => {
  test('harms no other one, nor whoever emits', () => {
    const { emitter, thrown } = rig();
    const heard = vi.fn();
    emitter.on('a', boom('one')).on('a', heard).on('a', boom('two')).on('a', heard);
    expect(emitter.emit('a', 1, 2)).toBe(true);
    expect(heard.mock.calls).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(thrown).toEqual([
      ['a', 'one'],
      ['a', 'two'],
    ]);
  });

  test('later, by a promise, is reported too', async () => {
    const { emitter, thrown } = rig();
    const late = new Error('late');
    const rejecting: () => unknown = () => Promise.resolve().then(boom(late));
    emitter.on('a', rejecting);
    emitter.emit('a');
    expect(thrown).toEqual([]);
    await vi.waitFor(() => expect(thrown).toEqual([['a', late]]));
  });

  test('is reported for the event that it heard, though it listens to several', () => {
    const { emitter, thrown } = rig();
    const listener = boom('x');
    emitter.on('a', listener).once('b', listener);
    for (const event of ['b', 'a', 'b', 'a']) emitter.emit(event);
    expect(thrown.map(([event]) => event)).toEqual(['b', 'a']);
  });
});

describe('listeners come and go', () => {
  test('once hears one event', () => {
    const { emitter } = rig();
    const heard = vi.fn();
    emitter.once('a', heard);
    emitter.emit('a', 1);
    emitter.emit('a', 2);
    expect(heard.mock.calls).toEqual([[1]]);
  });

  test('off takes a listener from one event, and leaves it at the others', () => {
    const { emitter } = rig();
    const heard = vi.fn();
    emitter.on('a', heard).addListener('b', heard).once('c', heard);
    emitter.off('a', heard).off('c', heard);
    for (const event of ['a', 'b', 'c']) emitter.emit(event, event);
    expect(heard.mock.calls).toEqual([['b']]);
    emitter.removeListener('b', heard);
    expect(emitter.eventNames().length > 0).toBe(false);
  });

  test('off without a listener takes all; one that never listened takes none', () => {
    const { emitter } = rig();
    emitter.on('a', vi.fn()).on('a', vi.fn()).on('b', vi.fn());
    emitter.off('a', vi.fn()).off('b', vi.fn());
    expect([emitter.listenerCount('a'), emitter.listenerCount('b')]).toEqual([2, 1]);
    emitter.off('a');
    expect([emitter.listenerCount('a'), emitter.eventNames().length > 0]).toEqual([0, true]);
    emitter.removeAllListeners();
    expect(emitter.eventNames().length > 0).toBe(false);
  });

  test('one that is added twice hears twice, and is taken away at once', () => {
    const { emitter } = rig();
    const heard = vi.fn();
    emitter.on('a', heard).on('a', heard);
    emitter.emit('a');
    expect(heard).toHaveBeenCalledTimes(2);
    expect(emitter.off('a', heard).emit('a')).toBe(false);
  });

  test('the context is what was given, else the emitter', () => {
    const { emitter } = rig();
    const seen: unknown[] = [];
    const listener = function (this: unknown) {
      seen.push(this);
    };
    const own = {};
    emitter.on('a', listener).on('a', listener, own).once('a', listener).once('a', listener, own);
    emitter.emit('a');
    expect(seen).toEqual([emitter, own, emitter, own]);
  });

  test.each([undefined, null, 5, {}])('%j is no listener', (listener) => {
    const { emitter, used } = rig();
    expect(() => emitter.on('a', listener as never)).toThrow(ValidationError);
    expect(() => emitter.once('a', listener as never)).toThrow("A listener of 'a' is");
    expect(used).not.toHaveBeenCalled();
  });

  test('who ever listened, and to a single stage, is known', () => {
    const { emitter, used } = rig();
    expect(emitter.stagesAreHeard).toBe(false);
    emitter.on('transition', vi.fn());
    expect(emitter.stagesAreHeard).toBe(false);
    emitter.once('stage:failed', vi.fn());
    expect(emitter.stagesAreHeard).toBe(true);
    expect(used).toHaveBeenCalledTimes(1);
  });

  test('who listens to one event for the first time is known', () => {
    const { emitter, used } = rig();
    const idle = vi.fn();
    emitter.whenUsed(idle, 'idle');
    emitter.on('transition', vi.fn());
    expect(idle).not.toHaveBeenCalled();
    emitter.on('idle', vi.fn()).once('idle', vi.fn());
    expect(idle).toHaveBeenCalledTimes(1);
    expect(used).toHaveBeenCalledTimes(1);
  });
});
