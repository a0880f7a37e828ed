import { check, count, fields } from '../model/shape.ts';

const options = fields({ since: count });

/** After which fact somebody reads. @throws ValidationError for what is no such option */
export function sinceIn(given: { readonly since?: number } = {}): number {
  check(options, given, 'options');
  return given.since ?? 0;
}
