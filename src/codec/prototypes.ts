export function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

/** Whether objects of this prototype are plain ones, also where they come from another realm. */
export function isPlain(prototype: object | null): boolean {
  if (prototype === null || prototype === Object.prototype) return true;
  return prototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

/** Whether this is the prototype of a class that extends nothing, as those of arrays and maps are in every realm. */
export function isDirect(prototype: object | null): boolean {
  const above: object | null = prototype && prototypeOf(prototype);
  return above !== null && isPlain(above);
}

/** The name of the class that a prototype belongs to; empty where it has none. */
export function classNameOf(prototype: object | null): string {
  try {
    const name: unknown = (prototype as { readonly constructor: { readonly name: unknown } }).constructor.name;
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}

/** The kind that the language itself gives an object, such as `Map`, also in another realm. It may be feigned. */
export function brandOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
