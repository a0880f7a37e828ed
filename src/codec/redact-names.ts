import { hash128 } from './hash.ts';
import type { Redactor } from './redact.ts';

/** In UTF-16 units. */
const longest = 1024;

/**
 * The form in which a name, a tag, a key or an id is kept: itself, or a hash where it holds a secret or is too long. The hash is the
 * same in every process, so that what was kept under it is found by the original.
 *
 * @example keptName('load', redactor) // 'load'
 * @example keptName('password=hunter2', redactor) // '[secret:…]', with 32 hexadecimal digits
 */
export function keptName(name: string, redactor: Pick<Redactor, 'text'>): string {
  if (name.length > longest) return `[long:${hash128(name)}]`;
  return redactor.text(name) === name ? name : `[secret:${hash128(name)}]`;
}

/** The same for names that are joined by slashes. */
export function keptPath(path: string, redactor: Pick<Redactor, 'text'>): string {
  return path
    .split('/')
    .map((name) => keptName(name, redactor))
    .join('/');
}
