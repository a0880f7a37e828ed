/** 53 bits that stand for a text where the text itself is checked before use: others may have the same. */
export function fingerprint(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  const mixedHigh = stir(high, low);
  const mixedLow = stir(low, mixedHigh);
  return (mixedLow & 0x1fffff) * 0x100000000 + (mixedHigh >>> 0);
}

function stir(word: number, other: number): number {
  const stirred = Math.imul(word ^ (word >>> 16), 2246822507);
  return stirred ^ Math.imul(other ^ (other >>> 13), 3266489909);
}
