import { ValidationError } from '../model/errors.ts';
import type { CrashScenario } from './lives.ts';

/** @throws ValidationError for a module that exports no `scenario` */
export async function scenarioIn(url: URL): Promise<CrashScenario> {
  const { scenario } = (await import(url.href)) as { scenario?: unknown };
  if (typeof scenario === 'function') return scenario as CrashScenario;
  const fix = 'Export an async function (tracker, effect) under the name scenario.';
  throw new ValidationError('no_scenario', `${url.href} exports no function 'scenario'.`, fix, 'scenario');
}
