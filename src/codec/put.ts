/**
 * Gives a fresh object an own field, whatever its name. Plain assignment would call the setter of `__proto__`, and
 * fails for names such as `constructor` where `Object.prototype` is frozen.
 */
export function put(target: object, key: string, value: unknown): void {
  if (key in target)
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else (target as Record<string, unknown>)[key] = value;
}
