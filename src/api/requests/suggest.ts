import { distance } from 'fastest-levenshtein';
import { formerNames, formerValues } from '../../questions/parameters/former-names.js';

/** Longest text for which a similar one is sought. */
const maxLength = 50;

/** Returns the name that was probably meant by an unknown one: its present name, or one that differs by a typo. */
export const suggestName = (name: string, names: readonly string[]): string | undefined =>
  present(formerNames, name, names) ?? similar(name, names);

/** Returns the value that was probably meant, as `suggestName` does. */
export const suggestValue = (value: string, values: readonly string[]): string | undefined =>
  present(formerValues, value, values) ?? similar(value, values);

function present(
  former: Readonly<Record<string, string>>,
  word: string,
  words: readonly string[],
): string | undefined {
  const today = Object.hasOwn(former, word) ? former[word] : undefined;
  return today !== undefined && words.includes(today) ? today : undefined;
}

/** Returns the most similar of some words, if typos explain the difference. */
function similar(word: string, words: readonly string[]): string | undefined {
  if (word.length > maxLength) return undefined;
  return words
    .map((candidate) => ({
      candidate,
      edits: distance(word.toLowerCase(), candidate.toLowerCase()),
      // Letters are swapped more often than left out.
      lengthened: Math.abs(candidate.length - word.length),
    }))
    .filter(({ candidate, edits }) => edits <= maxEdits(candidate))
    .sort((a, b) => a.edits - b.edits || a.lengthened - b.lengthened)[0]?.candidate;
}

/** Returns some words in the order of their similarity to another. */
export const nearest = (word: string, words: readonly string[], most: number): string[] =>
  words
    .map((candidate) => ({
      candidate,
      edits: distance(word.toLowerCase().slice(0, maxLength), candidate.toLowerCase()),
    }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, most)
    .map(({ candidate }) => candidate);

const maxEdits = ({ length }: string): number => Math.max(length > 3 ? 2 : 1, Math.floor(length / 3));
