import type { Query } from '../elasticsearch/query.js';
import type { SendSearches } from '../questions/question.js';
import { matchText } from './match-text.js';
import { readText } from './read-text.js';

type Option = { text: string; score: number };

/**
 * A text that finds something instead of one that finds nothing: its words replaced by the nearest ones that titles
 * have, or else those of its words that are found at all.
 */
export async function correctText(send: SendSearches, text: string): Promise<string | undefined> {
  const { words, phrases } = readText(text);
  const spoken = [...words, ...phrases].join(' ').slice(0, 100);
  if (spoken === '') return undefined;
  const term = {
    field: 'title.written',
    suggest_mode: 'missing',
    max_edits: 2,
    prefix_length: 0,
    min_word_length: 3,
    size: 1,
  } as const;
  const [reply] = await send([{ size: 0, suggest: { text: spoken, words: { term } } }]);
  const found = (reply.suggest?.words ?? []) as { text: string; options: Option[] }[];
  const corrected = found.map(({ text: word, options }) => options[0]?.text ?? word);
  const candidates = [corrected.join(' '), ...longestFirst(corrected)].filter(
    (candidate) => candidate !== spoken.toLowerCase(),
  );
  if (candidates.length === 0) return undefined;
  const replies = await send(
    candidates.slice(0, 6).map((candidate) => ({
      size: 0,
      track_total_hits: 1,
      query: matchText(readText(candidate), 'exact') as Query,
    })),
  );
  return candidates.find((_, at) => {
    const total = replies[at]?.hits.total;
    return (typeof total === 'number' ? total : (total?.value ?? 0)) > 0;
  });
}

/** Single words, the most telling ones first: short words say little. */
const longestFirst = (words: readonly string[]): string[] =>
  [...words].filter((word) => word.length > 2).sort((a, b) => b.length - a.length);
