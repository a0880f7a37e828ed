const [zero, point] = [48, 46];
/** Whole numbers are written in pieces that fit into 32 bits: to divide larger ones costs ten times as much. */
const piece = 1e7;
const pieceDigits = 7;
/** Clocks tell nanoseconds, which are six places of a millisecond. */
const places = 6;
const parts = 10 ** places;

/** Writes a whole number from 0 on, as JSON has it. @returns where it ends */
export function putWhole(view: DataView, at: number, value: number): number {
  if (value < piece) return putPiece(view, at, value, lengthOf(value));
  const high = Math.floor(value / piece);
  return putPiece(view, putWhole(view, at, high), value - high * piece, pieceDigits);
}

/**
 * Writes a number that is read as the same one; with up to 15 digits it stands as `JSON.stringify` has it. More than
 * 2 ** 53 millionths, or a further place, are not written.
 * @returns where it ends; -1, and nothing is said of the bytes, for one that is not written
 */
export function putDecimal(view: DataView, at: number, value: number): number {
  const all = Math.round(value * parts);
  if (!(value >= 0) || all > Number.MAX_SAFE_INTEGER || all / parts !== value) return -1;
  const whole = Math.floor(value);
  const end = putWhole(view, at, whole);
  const fraction = all - whole * parts;
  return fraction === 0 ? end : putFraction(view, end, fraction);
}

function putFraction(view: DataView, at: number, fraction: number): number {
  let [rest, length] = [fraction, places];
  for (; rest % 10 === 0; rest /= 10) length--;
  view.setUint8(at, point);
  return putPiece(view, at + 1, rest, length);
}

/** From the last digit on. */
function putPiece(view: DataView, at: number, value: number, length: number): number {
  let rest = value | 0;
  for (let place = at + length - 1; place >= at; place--) {
    const left = (rest / 10) | 0;
    view.setUint8(place, zero + rest - left * 10);
    rest = left;
  }
  return at + length;
}

function lengthOf(value: number): number {
  let length = 1;
  for (let least = 10; value >= least; least *= 10) length++;
  return length;
}
