import { joinInitials } from './join-initials.js';

/** The text of a search, parsed. */
export type SearchText = {
  /** All of it except exclusions, without quotation marks: compared with whole titles. */
  whole: string;
  /** Words outside of quotation marks. */
  words: readonly string[];
  /** Quoted phrases: words that must follow one another. */
  phrases: readonly string[];
  /** Words and phrases that must not occur. */
  excluded: readonly string[];
};

/** Further words are ignored, which bounds the cost of a search. */
const maxWords = 24;

/** A quoted phrase, or a run of other characters; either with a minus before it or without. */
const part = /(^|(?<=\s))(-?)"([^"]*)"|(\S+)/gu;
const word = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/**
 * Reads `"quoted phrases"` and `-exclusions`. Nothing else has a special meaning, not even Elasticsearch's query syntax.
 * An unpaired quotation mark is a blank; a minus inside a word is part of the word.
 */
export function readText(text: string): SearchText {
  const found = { phrases: [] as string[], excluded: [] as string[] };
  const loose: string[] = [];
  const kept: string[] = [];
  // Control characters and lone surrogates separate words, as blanks do.
  for (const [, , minus, quoted, run = ''] of text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').matchAll(part)) {
    const isExcluded = quoted === undefined ? /^-[\p{L}\p{N}]/u.test(run) : minus === '-';
    const content = quoted ?? run.replaceAll('"', ' ');
    const words = wordsOf(content);
    if (isExcluded) {
      if (words.length > 0) found.excluded.push(words.join(' '));
      continue;
    }
    kept.push(content.trim());
    if (quoted !== undefined && words.length > 0) found.phrases.push(words.join(' '));
    else loose.push(content);
  }
  return {
    whole: kept.join(' ').trim(),
    // Initials may be written with blanks between them.
    words: wordsOf(loose.join(' ')).slice(0, maxWords),
    phrases: found.phrases.slice(0, maxWords),
    excluded: found.excluded.slice(0, maxWords),
  };
}

const wordsOf = (text: string): string[] => joinInitials(text).match(word) ?? [];
