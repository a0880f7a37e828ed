/**
 * Freezes what every object inherits from, before anything else is loaded: tests that still pass pollute nothing. An
 * object may still be given a field of its own with an inherited name by assignment, as libraries that tests use do.
 */
const kinds = [Object, Array, Map, Set, Promise, RegExp, Date, Number, String, Boolean, Symbol, BigInt, WeakMap];

for (const { prototype } of kinds) {
  for (const key of Reflect.ownKeys(prototype)) makeReadOnly(prototype, key);
  Object.freeze(prototype);
}

function makeReadOnly(prototype: object, key: PropertyKey): void {
  const { value, writable, enumerable = false } = Object.getOwnPropertyDescriptor(prototype, key) ?? {};
  if (!writable || key === 'length') return;
  Object.defineProperty(prototype, key, {
    enumerable,
    get: () => value as unknown,
    set(this: object, own: unknown) {
      if (this === prototype) throw new TypeError(`${String(key)} of a prototype was about to be replaced`);
      Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
    },
  });
}
