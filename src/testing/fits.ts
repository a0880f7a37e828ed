/**
 * Whether a value is as expected: of an object only the fields that are named count, of an array all elements do. An
 * asymmetric matcher of a runner (`expect.any(Number)`) is asked, a RegExp is tried on text.
 */
export function fits(actual: unknown, expected: unknown): boolean {
  if (Object.is(actual, expected)) return true;
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual);
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual);
  if (expected instanceof Date) return actual instanceof Date && actual.getTime() === expected.getTime();
  if (!isObject(actual) || !isObject(expected)) return false;
  if (Array.isArray(expected)) return fitsArray(actual, expected);
  return Object.entries(expected).every(([field, value]) => fits((actual as Record<string, unknown>)[field], value));
}

/** Whether two values are the same, field by field, with none left over. */
export function isSame(actual: unknown, expected: unknown): boolean {
  return fits(actual, expected) && fits(expected, actual);
}

function fitsArray(actual: object, expected: readonly unknown[]): boolean {
  if (!Array.isArray(actual) || actual.length !== expected.length) return false;
  return expected.every((value, at) => fits(actual[at], value));
}

function isAsymmetric(value: unknown): value is { asymmetricMatch(actual: unknown): boolean } {
  return isObject(value) && typeof (value as { asymmetricMatch?: unknown }).asymmetricMatch === 'function';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
