import { Random, streams } from './random.js';

/** Makes the meaningless tokens of the data set: names of image files and ids of credits. */
export type Tokens = Readonly<{
  /** A path such as `/rhIRbceoE9lR4veEXuwCC2wARtG.jpg`. */
  imagePath: (random: Random) => string;
  /** 24 hexadecimal digits, as MongoDB gives them. */
  creditId: (random: Random) => string;
}>;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const pieces = 4096;

/** Joins tokens from a table of prepared pieces: made letter by letter, they would take half of the time of an edition. */
export function createTokens(seed: number): Tokens {
  const random = new Random(seed, streams.tokens, 0);
  const word = (length: number, alphabet: string) => {
    let text = '';
    while (text.length < length) text += alphabet[random.below(alphabet.length)];
    return text;
  };
  const nineLetters = Array.from({ length: pieces }, () => word(9, letters));
  const elevenDigits = Array.from({ length: pieces }, () => word(11, '0123456789abcdef'));
  return {
    imagePath: (r) => `/${r.pick(nineLetters)}${r.pick(nineLetters)}${r.pick(nineLetters)}.jpg`,
    creditId: (r) => `5${r.below(10)}${r.pick(elevenDigits)}${r.pick(elevenDigits)}`,
  };
}
