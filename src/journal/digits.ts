const [zero, nine, point] = [48, 57, 46];
/** Powers of ten that are exact. */
const tens = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * Reads numbers as JSON writes them, without a sign and without an exponent, from bytes.
 *
 * 1. What is no such number is refused: -1.
 * 2. A value equals the one of `JSON.parse`. Digits up to 2 ** 53 are an exact whole number and so is the power of ten
 *    below them, so that their quotient is rounded once; more digits are left to `Number`.
 */
export class Digits {
  /** Behind the number that was read last. */
  end = 0;

  read(bytes: Buffer, start: number): number {
    const whole = this.#digits(bytes, start, 0);
    const digits = this.end - start;
    if (digits === 0 || (digits > 1 && bytes[start] === zero)) return -1;
    if (bytes[this.end] !== point) return this.#exact(bytes, start, whole, 0);
    const fraction = this.end + 1;
    const value = this.#digits(bytes, fraction, whole);
    return this.end === fraction ? -1 : this.#exact(bytes, start, value, this.end - fraction);
  }

  #digits(bytes: Buffer, start: number, before: number): number {
    let value = before;
    let at = start;
    for (let code = bytes[at] as number; code >= zero && code <= nine; code = bytes[++at] as number)
      value = value * 10 + (code - zero);
    this.end = at;
    return value;
  }

  #exact(bytes: Buffer, start: number, digits: number, places: number): number {
    if (digits > Number.MAX_SAFE_INTEGER || places >= tens.length)
      return Number(bytes.toString('latin1', start, this.end));
    return places === 0 ? digits : digits / (tens[places] as number);
  }
}
