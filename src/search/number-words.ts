const units = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const values = new Map([
  ...units.map((word, value) => [word, value] as const),
  ...tens.map((word, at) => [word, 20 + 10 * at] as const),
]);
const scales = new Map([
  ['hundred', 100],
  ['thousand', 1000],
]);

/**
 * Replaces every number of several words by digits: `one hundred and one` → `101`, `thirty-nine` → `39`. A number of
 * one word stays, because titles are indexed with it in digits; so do words that are not one number together:
 * `two three` is not 5.
 */
export function spellNumbers(words: readonly string[]): string[] {
  const spelled: string[] = [];
  for (let at = 0; at < words.length; ) {
    const { value, length } = readNumber(words.slice(at).map((word) => word.toLowerCase()));
    if (length > 1) spelled.push(String(value));
    else spelled.push(words[at] as string);
    at += Math.max(1, length);
  }
  return spelled;
}

/** The longest number at the beginning of the words; its length is 0 when there is none. */
function readNumber(words: readonly string[]): { value: number; length: number } {
  let [total, current, length] = [0, 0, 0];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const scale = scales.get(word);
    if (scale !== undefined && current > 0 && current < scale) {
      if (scale === 1000) [total, current] = [current * 1000, 0];
      else current *= scale;
    } else if (word === 'and' && length > 0 && (current % 100 === 0 || current === 0)) continue;
    else {
      const value = values.get(word);
      // Twenty takes a unit after it, hundred whatever is below it.
      const room =
        current === 0 ? 100 : current % 100 === 0 ? 100 : current % 10 === 0 && current % 100 > 10 ? 10 : 0;
      if (value === undefined || value >= room || (length > 0 && value === 0)) break;
      current += value;
    }
    length = at + 1;
  }
  return { value: total + current, length };
}
