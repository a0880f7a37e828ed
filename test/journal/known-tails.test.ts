import { expect, test } from 'vitest';
import { KnownTails } from '../../src/journal/known-tails.ts';

type Draft = Parameters<KnownTails['of']>[0];

const created = (name: string): Draft => ({ type: 'task_created', name });
const moved = (from: string, to: string, attempt = 1): Draft => ({ type: 'stage_changed', from, to, attempt });
/** The text that is handed out. */
function textOf(tails: KnownTails, draft: Draft): string | undefined {
  const words = tails.of(draft);
  return words && Buffer.from(words.bytes).toString();
}

test.each<Draft>([
  created('jöb "✓"'),
  moved('pending', 'running'),
  { type: 'stage_changed', from: 'running', to: 'failed', attempt: 3, reason: 'a "reason"' },
])('%j stands as JSON has it, the first time and later', (draft) => {
  const tails = new KnownTails();
  for (let time = 0; time < 3; time++) expect(`{${textOf(tails, draft)?.slice(1)}}`).toBe(JSON.stringify(draft));
});

test('moves to one stage are told apart by where they come from, the attempt and the reason', () => {
  const tails = new KnownTails();
  const base = { type: 'stage_changed', from: 'a', to: 'c', attempt: 1 } as const;
  const moves: Draft[] = [base, { ...base, from: 'b' }, { ...base, attempt: 2 }, { ...base, reason: 'why' }];
  const texts = () => moves.map((move) => textOf(tails, move));
  expect(new Set(texts()).size).toBe(4);
  expect(texts()).toEqual(moves.map((move) => `,${JSON.stringify(move).slice(1, -1)}`));
});

test('what is known is handed out again, not made anew', () => {
  const tails = new KnownTails();
  expect(tails.of(moved('a', 'b'))).toBe(tails.of(moved('a', 'b')));
  expect(tails.of(created('job'))).toBe(tails.of(created('job')));
});

test('so many are kept, and no more: the others are not known', () => {
  const tails = new KnownTails();
  for (let at = 0; at < 64; at++) {
    expect(tails.of(created(`job ${at}`))).toBeDefined();
    expect(tails.of(moved('a', 'b', at))).toBeDefined();
  }
  for (const draft of [created('one more'), moved('a', 'b', 64)]) expect(tails.of(draft)).toBeUndefined();
  for (const draft of [created('job 0'), moved('a', 'b', 63)]) expect(tails.of(draft)).toBeDefined();
  for (let at = 1; at < 64; at++) tails.of(moved('a', `stage ${at}`));
  expect(tails.of(moved('a', 'one more'))).toBeUndefined();
});

test.each([
  ['a name that is no text', { type: 'task_created', name: ['job'] }],
  ['a stage that is no text', { type: 'stage_changed', from: 1, to: 'b', attempt: 1 }],
  ['an attempt that is no number', { type: 'stage_changed', from: 'a', to: 'b', attempt: '1' }],
  ['a reason that may change', { type: 'stage_changed', from: 'a', to: 'b', attempt: 1, reason: { why: 1 } }],
  ['a name of more bytes than most', created('x'.repeat(256))],
  ['stages of more bytes than most', moved('x'.repeat(256), 'b')],
])('%s is not known', (_, draft) => {
  const tails = new KnownTails();
  for (let time = 0; time < 2; time++) expect(tails.of(draft as never)).toBeUndefined();
});
