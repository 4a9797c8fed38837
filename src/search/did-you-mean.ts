import type { Query } from '../elasticsearch/query.js';
import type { SendSearches } from '../questions/question.js';
import { matchText } from './match-text.js';
import { readText } from './read-text.js';

type Option = { text: string; score: number };

/** At most so many texts are tried. */
const maxCandidates = 6;

/**
 * A text that finds movies, instead of one that finds none: its words replaced by the nearest words of titles, or else
 * a single word of it.
 * @param filter - of the movies to find
 */
export async function correctText(
  send: SendSearches,
  text: string,
  filter: readonly Query[],
): Promise<string | undefined> {
  const { words, phrases } = readText(text);
  const wanted = [...words, ...phrases].join(' ').slice(0, 100);
  if (wanted === '') return undefined;
  const term = {
    field: 'title.written',
    suggest_mode: 'missing',
    max_edits: 2,
    prefix_length: 0,
    min_word_length: 3,
    size: 1,
  } as const;
  const [reply] = await send([{ size: 0, suggest: { text: wanted, words: { term } } }]);
  const found = (reply.suggest?.words ?? []) as { text: string; options: Option[] }[];
  const corrected = found.map(({ text: word, options }) => options[0]?.text ?? word);
  const candidates = [corrected.join(' '), ...longestFirst(corrected)].filter(
    (candidate) => candidate !== wanted.toLowerCase(),
  );
  if (candidates.length === 0) return undefined;
  const replies = await send(
    candidates.slice(0, maxCandidates).map((candidate) => ({
      size: 0,
      track_total_hits: 1,
      query: { bool: { must: [matchText(readText(candidate), 'exact') as Query], filter: [...filter] } },
    })),
  );
  return candidates.find((_, at) => {
    const total = replies[at]?.hits.total;
    return (typeof total === 'number' ? total : (total?.value ?? 0)) > 0;
  });
}

/** Single words, longest first: short words are the least specific. */
const longestFirst = (words: readonly string[]): string[] =>
  [...words].filter((word) => word.length > 2).sort((a, b) => b.length - a.length);
