/** A program that uses every part of the types: `npm run consumers` counts what they cost a compiler. */
import {
  CancelledError,
  defineLifecycle,
  type Fact,
  type Filter,
  type Reader,
  type StandardSchemaV1,
  type StatusRecord,
  type Task,
  type TaskView,
  type Tracked,
  Tracker,
  TransitionError,
  taskLifecycle,
} from 'worktrail';

interface Rows {
  readonly rows: number;
}
declare const rows: StandardSchemaV1<unknown, Rows>;
declare const bytes: StandardSchemaV1<unknown, { bytes: number }>;
declare const owned: StandardSchemaV1<unknown, { owner: string; size?: number | undefined }>;
declare function loadFile(file: string, limit?: number): Promise<Rows>;
declare function parse(text: string): Rows;
declare function fetchAll(url: string): Promise<unknown>;
declare function clean<T>(rows: T): Promise<T>;

const download = defineLifecycle({
  name: 'download',
  extends: taskLifecycle,
  stages: {
    downloading: { phase: 'active', from: ['running'], to: ['succeeded', 'failed', 'corrupt'] },
    corrupt: { phase: 'done', outcome: 'failure' },
  },
});
const article = defineLifecycle({
  name: 'article',
  stages: {
    draft: { phase: 'idle', to: ['review'] },
    review: { phase: 'active', to: ['draft', 'published', 'rejected'] },
    published: { phase: 'done', outcome: 'success' },
    rejected: { phase: 'done', outcome: 'failure' },
  },
});

const plain = new Tracker();
const tracker = new Tracker({
  lifecycles: [download, article],
  metadata: owned,
});

export function wrapping() {
  const load = plain.track('load', loadFile, {
    timeout: { seconds: 30 },
    retries: { times: 2, delay: (attempt) => attempt * 1000, when: (error) => error instanceof Error },
    key: (file, limit) => `${file} ${limit ?? ''}`,
    redact: ([file]) => file,
  });
  const captured = load.with({ onError: 'capture' });
  const paired = plain.track('parse', parse, { onError: 'value' });
  const judged = plain.track('fetch', fetchAll, { result: rows });
  const cleaned = tracker.track('clean', clean, { metadata: { owner: 'me' }, lifecycle: download });
  const same: typeof loadFile = load;
  const named: Tracked<typeof loadFile> = load;
  return { load, captured, paired, judged, cleaned, same, named };
}

export async function calling() {
  const { load, captured, paired, judged, cleaned } = wrapping();
  const [rows, error] = await paired('a');
  const task = load.start('a.csv');
  const total = (await load('a.csv', 3)).rows + ((await captured('b.csv'))?.rows ?? 0) + (rows?.rows ?? 0);
  const more = (await judged('https://…')).rows + (await cleaned({ rows: 1 })).rows;
  const ran = await tracker.run('sum', async (inside) => inside.path.length, { metadata: { owner: 'me' } });
  const adopted = await tracker.adopt('promise', Promise.resolve(3)).result();
  const status = load.work.status();
  if (status.outcome === 'failure') return status.error;
  return { error, total, more, ran, adopted, latest: load.work.latest?.status(), result: await task.result() };
}

export async function driving(task: Task<Rows>) {
  const status = task.status();
  if (status.stage === 'succeeded') return status.result.rows;
  if (status.outcome === 'failure' || status.outcome === 'timeout') return status.error.message;
  task.transition('not_started', 'running');
  task.transition('running', 'failed', { error: new Error('no') });
  task.transition('running', 'succeeded', { result: { rows: 1 } });
  task.succeed({ rows: 2 }, { summary: 'two' });
  using _watch = task.time('parse');
  task.setMetadata({ anything: [1, null] });
  const failed = await task.until('failed');
  const ended = await task.settled();
  return ended.outcome === 'success' ? ended.result : failed.error;
}

export function own(upstream: Task<Rows>) {
  const task = tracker.task('pull', {
    lifecycle: download,
    result: bytes,
    metadata: { owner: 'me', size: 3 },
    after: [upstream],
    parent: upstream,
  });
  task.transition('running', 'downloading');
  task.transition('downloading', 'succeeded', { result: { bytes: 3 } });
  task.setMetadata({ size: 4 });
  if (task.status().stage === 'corrupt') task.cancel({ reason: 'corrupt', cause: upstream });
  const text = tracker.task('text', { lifecycle: article });
  text.transition('draft', 'review');
  return [tracker.cancel(task), upstream.stop({ cause: task }), text.status().stage];
}

export function listening() {
  plain.events.on('transition', ({ task, from, to }) => [task.path, from.stage, to.reason]);
  plain.events.once('stage:failed', ({ to }) => to.error.code);
  plain.events.on('rejected', ({ legal, code }) => [legal, code]).on('progress', ({ progress }) => progress.etaMs);
  tracker.events.on('stage:downloading', ({ to }) => to.phase);
  tracker.events.on('transition', ({ to }) => to.stage === 'corrupt' && to.error);
  const heard = ({ error }: { readonly error: unknown }) => error;
  tracker.events.on('listenerError', heard).off('listenerError', heard);
}

export async function reading() {
  const filter: Filter = { stage: ['failed', 'corrupt'], where: (task) => task.hasFailed };
  const records: readonly StatusRecord[] = tracker.list(filter).map((task) => task.status());
  const view: TaskView | undefined = tracker.at({ seq: 3 }).get('id');
  for await (const fact of plain.stream({ since: 3 })) if (fact.type === 'stage_changed') return [fact.to, fact.error];
  for (const { facts } of [plain.tick()]) facts.map((fact: Fact) => fact.type === 'rejected' && fact.legal);
  const summed = (all: Tracker) => all.summary();
  const counted = (reader: Reader) => reader.counts();
  const explained = (task: Task) => task.why();
  const parts = [summed(tracker), counted(tracker), counted(plain.at(3)), explained(tracker.task('x'))];
  return [records, view, parts, explained(wrapping().load.start('a'))];
}

export async function refusing() {
  await using all = new Tracker();
  try {
    await all.run('x', () => 3);
  } catch (error) {
    if (error instanceof TransitionError) return error.legal;
    if (error instanceof CancelledError) return error.code;
  }
  return undefined;
}
