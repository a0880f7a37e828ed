/** CRC-32 (the one of zip and zlib), eight bytes at a time; for lines it is faster than a call into native code. */
const tables = makeTables();

/**
 * The checksum of a part of `bytes`, begun with `seed` instead of 0; equals `zlib.crc32(part, seed)`.
 * @returns an unsigned 32-bit number
 */
export function crc32(bytes: Uint8Array, start: number, end: number, seed: number): number {
  const whole = end - ((end - start) & 7);
  let at = start;
  let crc = ~seed;
  for (; at < whole; at += 8) {
    crc ^= byte(bytes, at) | (byte(bytes, at + 1) << 8) | (byte(bytes, at + 2) << 16) | (byte(bytes, at + 3) << 24);
    crc =
      entry(1792 + (crc & 255)) ^
      entry(1536 + ((crc >>> 8) & 255)) ^
      entry(1280 + ((crc >>> 16) & 255)) ^
      entry(1024 + (crc >>> 24)) ^
      entry(768 + byte(bytes, at + 4)) ^
      entry(512 + byte(bytes, at + 5)) ^
      entry(256 + byte(bytes, at + 6)) ^
      entry(byte(bytes, at + 7));
  }
  for (; at < end; at++) crc = entry((crc ^ byte(bytes, at)) & 255) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

function entry(at: number): number {
  return tables[at] as number;
}

/** Table `n` advances a byte by `n` further zero bytes. */
function makeTables(): Int32Array {
  const made = new Int32Array(8 * 256);
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
