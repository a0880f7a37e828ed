/** CRC-32 (the one of zip and zlib), sixteen bytes at a time; for lines it is faster than a call into native code. */
const tables = makeTables();

/**
 * The checksum of the bytes `start..end`, begun with `seed` instead of 0; equals `zlib.crc32` of them.
 * @returns an unsigned 32-bit number
 */
export function crc32(view: DataView, start: number, end: number, seed: number): number {
  const whole = end - ((end - start) & 15);
  let at = start;
  let crc = ~seed;
  for (; at < whole; at += 16) {
    crc =
      advanced(crc ^ view.getInt32(at, true), 3072) ^
      advanced(view.getInt32(at + 4, true), 2048) ^
      advanced(view.getInt32(at + 8, true), 1024) ^
      advanced(view.getInt32(at + 12, true), 0);
  }
  for (; at < end; at++) crc = entry((crc ^ view.getUint8(at)) & 255) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Four bytes, each advanced by its own table; `base` is where the four tables begin. */
function advanced(word: number, base: number): number {
  return (
    entry(base + 768 + (word & 255)) ^
    entry(base + 512 + ((word >>> 8) & 255)) ^
    entry(base + 256 + ((word >>> 16) & 255)) ^
    entry(base + (word >>> 24))
  );
}

function entry(at: number): number {
  return tables[at] as number;
}

/** Table `n` advances a byte by `n` further zero bytes. */
function makeTables(): Int32Array {
  const made = new Int32Array(16 * 256);
  for (let value = 0; value < 256; value++) made[value] = advance(value);
  for (let at = 256; at < made.length; at++) {
    const before = made[at - 256] as number;
    made[at] = (made[before & 255] as number) ^ (before >>> 8);
  }
  return made;
}

function advance(value: number): number {
  let crc = value;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
}
