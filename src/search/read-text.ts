/** What a person typed, taken apart. */
export type SearchText = {
  /** All of it but the exclusions, without quotation marks: what a whole title is compared with. */
  whole: string;
  /** Words that stand for themselves. */
  words: readonly string[];
  /** Each a row of words that must follow one another. */
  phrases: readonly string[];
  /** Words and phrases that must not be there. */
  excluded: readonly string[];
};

/** Words of one query; what lies beyond is not looked for, so that no text costs more than this. */
const maxWords = 24;

/** A quoted phrase or a run of anything else, perhaps with a minus before it. */
const part = /(^|(?<=\s))(-?)"([^"]*)"|(\S+)/gu;
const word = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/**
 * Reads `"quoted phrases"` and `-exclusions`; nothing else has a meaning of its own, Elasticsearch's query syntax
 * least of all. A quotation mark without its partner is a blank; a minus inside a word belongs to the word.
 */
export function readText(text: string): SearchText {
  const found = { words: [] as string[], phrases: [] as string[], excluded: [] as string[] };
  const kept: string[] = [];
  // Lone surrogates are not text, and control characters separate like blanks.
  for (const [, , minus, quoted, run = ''] of text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').matchAll(part)) {
    const isExcluded = quoted === undefined ? /^-[\p{L}\p{N}]/u.test(run) : minus === '-';
    const content = quoted ?? run.replaceAll('"', ' ');
    const words = content.match(word) ?? [];
    if (isExcluded) {
      if (words.length > 0) found.excluded.push(words.join(' '));
      continue;
    }
    kept.push(content.trim());
    if (quoted !== undefined && words.length > 0) found.phrases.push(words.join(' '));
    else found.words.push(...words);
  }
  return {
    whole: kept.join(' ').trim(),
    words: found.words.slice(0, maxWords),
    phrases: found.phrases.slice(0, maxWords),
    excluded: found.excluded.slice(0, maxWords),
  };
}
