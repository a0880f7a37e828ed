/** JSON Pointers (RFC 6901): the root is the empty one; each step is `/` and a token with `~` and `/` escaped. */

/** The pointer of a field of what `parent` points to. */
export function pointerTo(parent: string, token: string | number): string {
  return `${parent}/${typeof token === 'number' ? token : escaped(token)}`;
}

/** The tokens of a pointer, from the root on. */
export function tokensOf(pointer: string): readonly string[] {
  if (pointer === '') return [];
  const tokens = pointer.slice(1).split('/');
  return pointer.includes('~') ? tokens.map(unescaped) : tokens;
}

function escaped(token: string): string {
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
