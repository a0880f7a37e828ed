import { afterEach, describe, expect, it, vi } from 'vitest';
import { Lens } from '../../src/engine/lens.ts';
import { memoryJournal } from '../../src/journal/memory-journal.ts';
import { TrackerError } from '../../src/model/errors.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { FakeClock } from '../../src/testing.ts';
import { Announcer } from '../../src/tracker/announcer.ts';
import { IdleAnnouncer } from '../../src/tracker/idle.ts';
import { Pulse } from '../../src/tracker/pulse.ts';
import { Tracker } from '../../src/tracker/tracker.ts';

/** Counts what is asked of somebody, and lets some of it fail. */
class Saboteur {
  readonly fault = Object.assign(new Error('injected'), { code: 'EINJECTED' });
  count = 0;
  readonly #fails: (count: number) => boolean;

  constructor(fails: (count: number) => boolean = () => false) {
    this.#fails = fails;
  }

  strike(): void {
    this.count += 1;
    if (this.#fails(this.count)) throw this.fault;
  }
}

/** Where something is asked more often, every second, third … time fails. */
const most = Number(process.env['FAULTS'] ?? 60);

type Sabotage = (
  saboteur: Saboteur,
  clock: Clock,
  journal: Journal,
) => { clock?: Clock; journal?: Journal; createId?: () => string; redact?: readonly (() => boolean)[] };

const struck = <T extends object>(saboteur: Saboteur, port: T, names: readonly (keyof T)[]): T => {
  const made: Record<PropertyKey, unknown> = {};
  for (const name of Object.keys(port).concat(Object.getOwnPropertyNames(Object.getPrototypeOf(port)))) {
    const member = (port as Record<string, unknown>)[name];
    if (typeof member !== 'function') continue;
    made[name] = (...args: unknown[]) => {
      if (names.includes(name as keyof T)) saboteur.strike();
      return Reflect.apply(member, port, args) as unknown;
    };
  }
  return made as T;
};

/** Every call of an observer or of a view, of any tracker. */
function sabotageViews(saboteur: Saboteur): void {
  const targets = [
    [Announcer.prototype, 'told'],
    [IdleAnnouncer.prototype, 'told'],
    [Pulse.prototype, 'told'],
    [Lens.prototype, 'read'],
  ] as const;
  for (const [prototype, name] of targets) {
    const known = (prototype as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!;
    vi.spyOn(prototype as unknown as Record<string, () => void>, name).mockImplementation(function (
      this: unknown,
      ...args: unknown[]
    ) {
      saboteur.strike();
      return Reflect.apply(known, this, args);
    });
  }
}

const sabotages: Record<string, Sabotage> = {
  'the clock': (saboteur, clock) => ({ clock: struck(saboteur, clock, ['now', 'monotonic', 'setTimer']) }),
  'the journal': (saboteur, _, journal) => ({
    journal: struck(saboteur, journal, ['append', 'health', 'flush', 'close']),
  }),
  'the maker of ids': (saboteur) => ({
    createId: () => {
      saboteur.strike();
      return `id-${saboteur.count}`;
    },
  }),
  'a rule of redaction': (saboteur) => ({
    redact: [
      () => {
        saboteur.strike();
        return false;
      },
    ],
  }),
  'an observer or a view': (saboteur) => {
    sabotageViews(saboteur);
    return {};
  },
};

/** Calls of every kind, what their callers get, and what commands by hand throw. */
async function scenario(saboteur: Saboteur, sabotage: Sabotage) {
  const clock = new FakeClock();
  const ports = { clock, journal: memoryJournal() };
  const tracker = new Tracker({ ...ports, ...sabotage(saboteur, clock, ports.journal) });
  tracker.events.on('transition', ({ to }) => void to.stage);
  tracker.events.on('stage:failed', ({ from }) => void from.stage);
  tracker.events.on('progress', () => undefined);
  const boom = new Error('boom');
  const rows = { rows: 1 };
  const later = (ms: number) => new Promise<void>((resolve) => void clock.setTimer(resolve, ms));
  const line = tracker.track('line', async (n: number) => later(10).then(() => n), { concurrency: 1 });
  const inner = tracker.track('inner', async (n: number) => later(5).then(() => n), { key: String, once: true });
  const outer = tracker.track('outer', async () => (await inner(1)) + (await inner(2)));
  const pair = tracker.track('pair', async () => Promise.reject(boom), { onError: 'value' });
  const capture = tracker.track(
    'capture',
    () => {
      throw boom;
    },
    { onError: 'capture' },
  );
  const bad = tracker.track('bad', async () => later(3).then(() => Promise.reject(boom)));
  let tries = 0;
  const retried = tracker.track(
    'retried',
    () => {
      if (tries++ < 1) throw boom;
      return rows;
    },
    { retries: { times: 3, delay: 20 } },
  );
  const limited = tracker.track('limited', async () => later(4).then(() => rows), {
    timeout: 1000,
    heartbeatTimeout: 500,
    pendingTimeout: 100,
  });
  const sync = tracker.track('sync', () => rows);
  const thrown: unknown[] = [];
  const byHand = (command: () => unknown) => {
    try {
      command();
    } catch (error) {
      thrown.push(error);
    }
  };
  const results = Promise.allSettled([
    line(1),
    line(2),
    line(3),
    outer(),
    pair(),
    capture(),
    bad(),
    retried(),
    limited(),
    sync(),
  ]);
  byHand(() => {
    const task = tracker.task('hand', { metadata: { a: 1 } });
    task.start();
    task.observe('table', { a: 1 });
    task.reportProgress(1, 2, 'half');
    task.note('x', { a: [1] });
    task.succeed(rows, { summary: 'fine' });
  });
  byHand(() => tracker.tick());
  await clock.advance({ seconds: 10 });
  byHand(() => tracker.health());
  await tracker.flush().catch((error: unknown) => thrown.push(error));
  return { tracker, clock, boom, rows, results: await results, thrown };
}

/** A further attempt that cannot be recorded is none: then the caller gets the error of the one before. */
function expectUnharmed({ results, boom, rows }: Awaited<ReturnType<typeof scenario>>, hint: string): void {
  const given = (value: unknown) => ({ status: 'fulfilled', value }) as const;
  const refused = { status: 'rejected', reason: boom } as const;
  const isRetried = results[7]?.status === 'fulfilled';
  const expected = [
    given(1),
    given(2),
    given(3),
    given(3),
    given([undefined, boom]),
    given(undefined),
    refused,
    isRetried ? given(rows) : refused,
    given(rows),
    given(rows),
  ];
  expect(results, hint).toEqual(expected);
}

afterEach(() => void vi.restoreAllMocks());

describe('a fault at any call of', () => {
  it.each(Object.entries(sabotages))(
    '%s reaches no caller of a tracked function',
    { timeout: 60_000 },
    async (name, sabotage) => {
      vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
      const counting = new Saboteur();
      const whole = await scenario(counting, sabotage);
      expectUnharmed(whole, name);
      expect(whole.results[7]).toHaveProperty('value');
      expect(whole.thrown).toEqual([]);
      vi.restoreAllMocks();
      for (let at = 1; at <= counting.count; at += Math.ceil(counting.count / most)) {
        vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
        const saboteur = new Saboteur((count) => count === at);
        const found = await scenario(saboteur, sabotage);
        const { tracker, clock, rows, thrown } = found;
        expectUnharmed(found, `${name}, call ${at}`);
        const isTheirs = (error: unknown) => error === saboteur.fault || error instanceof TrackerError;
        expect(
          thrown.filter((error) => !isTheirs(error)),
          `${name}, call ${at}`,
        ).toEqual([]);
        expect(await tracker.track('after', () => rows)(), `${name}, call ${at}`).toBe(rows);
        await clock.advance({ seconds: 10 });
        expect(tracker.work('after').status().stage, `${name}, call ${at}`).toBe('succeeded');
        const open = tracker.list().filter((task) => !task.isSettled && task.name !== 'hand');
        expect(
          open.map(({ path }) => path),
          `${name}, call ${at}`,
        ).toEqual([]);
        expect(
          Tracker.from(tracker.facts())
            .list()
            .map((task) => task.status()),
        ).toEqual(tracker.list().map((task) => task.status()));
        vi.restoreAllMocks();
      }
    },
  );

  const lasting = Object.entries(sabotages).filter(([name]) => name !== 'the clock');
  it.each(lasting)('%s, and at all that follow', { timeout: 60_000 }, async (name, sabotage) => {
    const counting = new Saboteur();
    await scenario(counting, sabotage);
    for (let from = 1; from <= counting.count; from += Math.ceil(counting.count / 12)) {
      vi.restoreAllMocks();
      vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
      const found = await scenario(new Saboteur((count) => count >= from), sabotage);
      expectUnharmed(found, `${name}, from ${from}`);
      vi.restoreAllMocks();
      const { journal, dropped } = found.tracker.health();
      const isTold = journal === 'failing' || dropped['faults'] !== undefined;
      expect(isTold || name === 'a rule of redaction', `${name}, from ${from}`).toBe(true);
    }
  });

  it('the clock, for ever: what needs no time goes on', async () => {
    vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const saboteur = new Saboteur(() => true);
    const tracker = new Tracker({ clock: struck(saboteur, new FakeClock(), ['now', 'monotonic', 'setTimer']) });
    expect(await tracker.track('a', () => 1, { timeout: 10 })()).toBe(1);
    expect(await tracker.track('b', async () => Promise.resolve(2), { concurrency: 1 })()).toBe(2);
    expect(tracker.list().map((task) => task.status().stage)).toEqual(['succeeded', 'succeeded']);
    expect(tracker.health().dropped['faults']).toBeGreaterThan(0);
    await tracker.close();
  });
});
