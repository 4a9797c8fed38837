/** Mixes whole numbers into one 32-bit number; the same on every platform (Murmur3's steps). */
export function hash32(...parts: readonly number[]): number {
  let hash = 0x9747b28c;
  for (const part of parts) {
    let word = Math.imul(part | 0, 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    hash ^= word;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A stream of numbers for one thing (a movie, a user, a company), so that each can be made without the others.
 * sfc32: 128 bits of state, because two of half a million movies would share a 32-bit state.
 * Only IEEE-exact operations follow from it in this folder: no Math.pow, exp or log, whose last bit engines may choose.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param stream what the numbers are for, one of {@link streams}; @param index which of those things */
  constructor(seed: number, stream: number, index: number) {
    this.#a = hash32(seed, stream, index);
    this.#b = hash32(index, seed, stream);
    this.#c = index | 0;
    for (let round = 0; round < 8; round++) this.word();
  }

  /** The next 32 bits, unsigned. */
  word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    return this.word() / 4294967296;
  }

  /** A whole number in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** One number for each kind of thing that draws, so that no two share a stream. */
export const streams = {
  movie: 1,
  overview: 2,
  franchise: 3,
  company: 4,
  person: 5,
  credits: 6,
  keywords: 7,
  user: 8,
  smallUser: 9,
  rejected: 10,
  year: 11,
  quality: 12,
  id: 13,
  tokens: 14,
  shuffle: 15,
} as const;
