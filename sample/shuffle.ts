import { hash32 } from './random.js';

/** A fixed order of the numbers 0 … size-1 that is computed in both directions instead of stored. */
export type Shuffle = Readonly<{
  /** Where a number stands in the shuffled order. */
  placeOf: (number: number) => number;
  /** The number that stands at a place. */
  at: (place: number) => number;
}>;

const rounds = 4;

/**
 * Shuffles 0 … size-1 in constant memory: a four-round Feistel network over the next even power of two,
 * walked until it lands inside the range (less than four steps on average).
 */
export function createShuffle(size: number, key: number): Shuffle {
  let halfBits = 1;
  while (4 ** halfBits < size) halfBits++;
  const half = 2 ** halfBits;
  const mask = half - 1;
  const keys = Array.from({ length: rounds }, (_, round) => hash32(key, round));

  const forwards = (number: number): number => {
    let left = Math.floor(number / half);
    let right = number & mask;
    for (const roundKey of keys) {
      const mixed = left ^ (stir(right, roundKey) & mask);
      left = right;
      right = mixed;
    }
    return left * half + right;
  };
  const backwards = (place: number): number => {
    let left = Math.floor(place / half);
    let right = place & mask;
    for (let round = rounds - 1; round >= 0; round--) {
      const mixed = right ^ (stir(left, keys[round] as number) & mask);
      right = left;
      left = mixed;
    }
    return left * half + right;
  };
  const walk = (step: (n: number) => number) => (start: number) => {
    let here = step(start);
    while (here >= size) here = step(here);
    return here;
  };
  return { placeOf: walk(forwards), at: walk(backwards) };
}

function stir(half: number, key: number): number {
  let word = Math.imul(half ^ key, 0x85ebca6b);
  word ^= word >>> 13;
  word = Math.imul(word, 0xc2b2ae35);
  return word ^ (word >>> 16);
}
