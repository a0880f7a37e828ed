import type { FactOf } from '../model/facts.ts';
import type { Template } from '../model/template.ts';
import type { StepTimes } from './step-times.ts';
import type { AttemptTimes, TaskTimes } from './task-times.ts';
import { type Moment, type TimePart, type TimeParts, unknownOwner } from './time-parts.ts';

/** The times of a task after one of its facts, as JSON. */
export interface SavedTimes {
  /** That fact. */
  readonly seq: number;
  readonly attempts: readonly AttemptTimes[];
  readonly steps: readonly SavedStep[];
  readonly next: TimeParts;
  readonly underway: boolean;
  /** Without a part it counts nowhere; else for the next attempt, or for the newest one. */
  readonly stretch: { readonly part?: TimePart; readonly isNext: boolean; readonly from: SavedMoment };
}

/** Without an owner that is known. */
type SavedMoment = Omit<Moment, 'owner'> & { readonly owner?: number };
type SavedStep = Omit<StepTimes, 'from'> & { readonly from: SavedMoment };

const parts: Template = {
  waited: 'num',
  ran: 'num',
  paused: 'num',
  retryDelay: 'num',
  interrupted: 'num',
  estimated: 'flag',
};
const from: Template = { mono: 'num', wall: 'num', 'owner?': 'count' };
const stepEnd: Template = { at: 'num', 'error?': 'text', ran: 'num', estimated: 'flag' };
/** As a checkpoint holds them. */
export const savedTimes: Template = {
  seq: 'count',
  attempts: ['list', { attempt: 'count', startedAt: 'num', parts, 'end?': { at: 'num', 'error?': 'text' } }],
  steps: ['list', { seq: 'count', step: 'text', attempt: 'count', from, 'end?': stepEnd }],
  next: parts,
  underway: 'flag',
  stretch: { 'part?': 'text', isNext: 'flag', from },
};

export function saveTimes(seq: number, { attempts, steps, next, underway, stretch }: TaskTimes): SavedTimes {
  const { part, into, from } = stretch;
  return structuredClone({
    seq,
    attempts,
    steps: (steps?.all ?? []).map((step) => ({ ...step, from: saveMoment(step.from) })),
    next,
    underway,
    stretch: { ...(part && { part }), isNext: into === next, from: saveMoment(from) },
  });
}

export function loadTimes(created: FactOf<'task_created'>, saved: SavedTimes): TaskTimes {
  const { attempts, steps, next, underway, stretch } = structuredClone(saved) as Writable;
  const all = steps.map((step) => ({ ...step, from: loadMoment(step.from) }));
  const open = new Map(all.flatMap((step) => (step.end ? [] : [[step.seq, step] as const])));
  const into = stretch.isNext ? next : (attempts.at(-1)?.parts ?? next);
  return {
    created,
    attempts,
    ...(all.length > 0 && { steps: { all, open } }),
    next,
    underway,
    stretch: { ...(stretch.part && { part: stretch.part }), into, from: loadMoment(stretch.from) },
  };
}
type Writable = Omit<SavedTimes, 'attempts'> & { readonly attempts: AttemptTimes[] };

function saveMoment({ mono, wall, owner }: Moment): SavedMoment {
  return Number.isNaN(owner) ? { mono, wall } : { mono, wall, owner };
}

function loadMoment({ mono, wall, owner = unknownOwner }: SavedMoment): Moment {
  return { mono, wall, owner };
}
