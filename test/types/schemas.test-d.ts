import { describe, expectTypeOf, it } from 'vitest';
import { type Json, type StandardSchemaV1, type Task, Tracker } from 'worktrail';
import * as z from 'zod';

interface Rows {
  readonly count: number;
}
interface Owned {
  readonly owner: string;
  readonly size?: number | undefined;
}
const count = z.object({ count: z.number() });
const owned = z.object({ owner: z.string(), size: z.number().optional() });
/** What any library hands over that has the Standard Schema interface. */
declare const rows: StandardSchemaV1<unknown, Rows>;
declare const owner: StandardSchemaV1<unknown, Owned>;
declare function fetchJson(url: string): Promise<unknown>;
declare function load(file: string): Promise<Rows>;

const tracker = new Tracker();

describe('a schema of the result', () => {
  it('types the result of a task that the host drives', () => {
    const task = tracker.task('load', { result: count });
    expectTypeOf(task).toEqualTypeOf<Task<{ count: number }>>();
    expectTypeOf(task.result()).toEqualTypeOf<Promise<{ count: number }>>();
    expectTypeOf(tracker.task('load', { result: rows })).toEqualTypeOf<Task<Rows>>();
    task.succeed({ count: 1 });
    task.transition('running', 'succeeded', { result: { count: 1 } });
    // @ts-expect-error that is not what the schema accepts
    task.succeed({ count: 'one' });
    // @ts-expect-error a schema is no class
    tracker.task('load', { result: Date });
  });

  it('types a tracked function that does not know better', () => {
    const tracked = tracker.track('fetch', fetchJson, { result: count, key: (url) => url });
    expectTypeOf(tracked('https://…')).toEqualTypeOf<Promise<{ count: number }>>();
    expectTypeOf(tracked.start('https://…')).toEqualTypeOf<Task<{ count: number }>>();
    const anything = tracker.track('parse', (text: string) => JSON.parse(text), { result: rows });
    expectTypeOf(anything('{}')).toEqualTypeOf<Promise<Rows>>();
    expectTypeOf(tracker.track('fetch', fetchJson).with({ result: rows })('https://…')).toEqualTypeOf<Promise<Rows>>();
    expectTypeOf(tracker.track('load', load, { result: rows })('a')).toEqualTypeOf<Promise<Rows>>();
    // @ts-expect-error the function returns something else
    tracker.track('load', load, { result: z.string() });
  });

  it('types what a body and an adopted promise come to', () => {
    expectTypeOf(tracker.run('fetch', () => fetchJson('https://…'), { result: rows })).toEqualTypeOf<Promise<Rows>>();
    expectTypeOf(tracker.adopt('fetch', fetchJson('https://…'), { result: rows })).toEqualTypeOf<Task<Rows>>();
    // @ts-expect-error the promise comes to something else
    tracker.adopt('load', load('a'), { result: z.string() });
  });
});

describe('a schema of metadata', () => {
  const strict = new Tracker({ metadata: owned });
  const other = new Tracker({ metadata: owner });

  it('types the metadata that tasks are given', () => {
    strict.task('load', { metadata: { owner: 'me' } });
    strict.track('load', load, { metadata: { owner: 'me', size: 3 } });
    void strict.run('load', () => 3, { metadata: { owner: 'me' } });
    other.task('load', { metadata: { owner: 'me' } });
    // @ts-expect-error the owner is missing
    other.task('load', { metadata: {} });
    // @ts-expect-error the owner is missing
    strict.task('load', { metadata: { size: 3 } });
    // @ts-expect-error it is a name
    strict.track('load', load, { metadata: { owner: 3 } });
    // @ts-expect-error JSON has no word for undefined
    strict.task('load', { metadata: { owner: 'me', size: undefined } });
    // @ts-expect-error the schema has no such field
    void strict.run('load', () => 3, { metadata: { owner: 'me', sise: 3 } });
  });

  it('types setMetadata, wherever the task comes from', () => {
    strict.task('load').setMetadata({ size: 3 });
    strict.track('load', load).start('a').setMetadata({ owner: 'you' });
    strict.work('load').latest?.setMetadata({ owner: 'you' });
    void strict.run('load', (task) => task.setMetadata({ owner: 'you' }));
    other.task('load').setMetadata({ size: 3 });
    // @ts-expect-error the owner is a name
    other.task('load').setMetadata({ owner: 3 });
    // @ts-expect-error the size is a number
    strict.task('load').setMetadata({ size: 'big' });
    // @ts-expect-error the schema has no such field
    strict.track('load', load).start('a').setMetadata({ ownr: 'you' });
    // @ts-expect-error also inside of it
    strict.current?.setMetadata({ ownr: 'you' });
    // @ts-expect-error also when it was looked up
    strict.get('id')?.setMetadata({ owner: 3 });
  });

  it('lets the tracker and its tasks stand for any other', () => {
    const report = (all: Tracker, task: Task) => [all.counts(), task.path];
    report(strict, strict.task('load'));
    report(other, other.task('load'));
  });
});

describe('metadata without a schema', () => {
  it('is JSON', () => {
    const task = tracker.task('load', { metadata: { rows: [1, null, { deep: true }] } });
    task.setMetadata({ anything: 'goes' });
    expectTypeOf(task.metadata).toEqualTypeOf<Readonly<Record<string, Json>>>();
    // @ts-expect-error a function is no JSON
    tracker.task('load', { metadata: { after: () => 1 } });
    // @ts-expect-error nor is a bigint
    task.setMetadata({ size: 1n });
    // @ts-expect-error nor is undefined
    task.setMetadata({ size: undefined });
  });
});
