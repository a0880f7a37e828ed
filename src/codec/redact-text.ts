import { addressAt } from './redact-addresses.ts';
import { type Cut, isWordCode, mask } from './redact-cut.ts';
import { pemAt, prefixedAt, webTokenAt, wordAt } from './redact-keys.ts';
import { elementAt, flagAt, pairAt, phraseAt } from './redact-pairs.ts';
import { schemeAt } from './redact-schemes.ts';

/**
 * Masks what is confidential in a text: by what it looks like, and by the name that stands before it.
 *
 * 1. It is read once, from the front. Only where a word ends is anything looked at, and nearly always that is one
 *    character; a regular expression runs only on what begins as a secret of its kind does.
 * 2. Each look is bounded, so that the cost is that of the length, whatever the text.
 * 3. A text that was masked stays as it is.
 */
export function maskText(text: string, isSecret: (name: string) => boolean): string {
  const reading = new Reading(text, isSecret);
  for (let at = 0; at <= text.length; at += 1) {
    if (!isWordCode(text.charCodeAt(at))) at = reading.wordEnds(at);
  }
  return reading.masked;
}

/** A text up to the place that one is at. */
class Reading {
  readonly #text: string;
  readonly #isSecret: (name: string) => boolean;
  /** Where the letters and digits begin that end here. */
  #word = 0;
  /** Where they begin together with `_` and `-`. */
  #run = 0;
  #done = 0;
  #masked = '';

  constructor(text: string, isSecret: (name: string) => boolean) {
    this.#text = text;
    this.#isSecret = isSecret;
  }

  get masked(): string {
    return this.#done === 0 ? this.#text : this.#masked + this.#text.slice(this.#done);
  }

  /** Hands back the place that was read last. */
  wordEnds(at: number): number {
    const code = this.#text.charCodeAt(at);
    const cut = wordAt(this.#text, this.#word, at) ?? this.#cutAt(at, code);
    if (cut) return this.#leaveOut(cut);
    this.#word = at + 1;
    if (code !== 0x2d && code !== 0x5f) this.#run = at + 1;
    return at;
  }

  #leaveOut({ from, to, shown = mask }: Cut): number {
    this.#masked += this.#text.slice(this.#done, from) + shown;
    this.#done = this.#word = this.#run = to;
    return to - 1;
  }

  #cutAt(at: number, code: number): Cut | undefined {
    const text = this.#text;
    switch (code) {
      case 0x20: // space
        return (
          schemeAt(text, this.#word, at) ??
          flagAt(text, this.#run, at, this.#isSecret) ??
          phraseAt(text, this.#word, at)
        );
      case 0x3a: // :
        return addressAt(text, at) ?? pairAt(text, at, this.#isSecret) ?? prefixedAt(text, this.#word, at);
      case 0x3d: // =
        return pairAt(text, at, this.#isSecret);
      case 0x2d: // -
        return pemAt(text, at) ?? prefixedAt(text, this.#word, at);
      case 0x2e: // .
        return webTokenAt(text, this.#run, at) ?? prefixedAt(text, this.#word, at);
      case 0x2f: // /
      case 0x5f: // _
        return prefixedAt(text, this.#word, at);
      case 0x3e: // >
        return elementAt(text, this.#run, at, this.#isSecret);
      default:
        return undefined;
    }
  }
}
