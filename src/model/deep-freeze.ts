/**
 * Freezes a JSON value to its leaves. What is frozen already was frozen by this function or came frozen from a source;
 * what is no object counts as frozen.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
