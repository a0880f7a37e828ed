import { type Outcome, outcomes, type Phase, phases } from '../model/phases.ts';

/** What a field of a fact can be. Cheap: each fact of a journal is asked. */
const containers: ReadonlySet<unknown> = new Set(['object', 'array', 'map']);

export function isPhase(value: unknown): boolean {
  return phases.includes(value as Phase);
}

export function isOutcome(value: unknown): boolean {
  return outcomes.includes(value as Outcome);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function mayBeText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

export function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

export function mayBeTexts(value: unknown): boolean {
  return value === undefined || areTexts(value);
}

export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

export function mayBeNumber(value: unknown): boolean {
  return value === undefined || isNumber(value);
}

/** A whole number that is not negative. */
export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function mayBeObject(value: unknown): boolean {
  return value === undefined || isObject(value);
}

export function areContainers(value: unknown): boolean {
  return Array.isArray(value) && value.every((kind) => containers.has(kind));
}
