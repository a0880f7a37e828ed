import { historyText, type Staged } from './history-text.ts';
import type { Scope } from './subjects.ts';

/** What a matcher found. A runner shows the message when the verdict is not the one that was asked for. */
export interface Verdict {
  readonly pass: boolean;
  message(): string;
}

/** @param wanted begins with `to` @param was goes on after `but it` */
export function verdictOn(subject: Staged, pass: boolean, wanted: string, was: string): Verdict {
  const name = subject.path ?? subject.name;
  return { pass, message: () => `expected ${name} ${asked(pass, wanted)}, but it ${was}\n  ${historyText(subject)}` };
}

/** The same, about a tracker or one task of it. */
export function verdictIn({ reader, task }: Scope, pass: boolean, wanted: string, was: string): Verdict {
  if (task) return verdictOn(task, pass, wanted, was);
  const histories = () => reader.list().map((each) => `\n  ${historyText(each)}`);
  return { pass, message: () => `expected the tracker ${asked(pass, wanted)}, but it ${was}${histories().join('')}` };
}

/** A verdict that passed is shown only where the contrary was asked for. */
function asked(pass: boolean, wanted: string): string {
  return pass ? `not ${wanted}` : wanted;
}

/** A value in one line. */
export function show(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) => (part instanceof RegExp ? String(part) : part), 1);
  return text?.replaceAll(/\n */g, ' ') ?? String(value);
}
