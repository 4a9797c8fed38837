import { brokenLiteral } from './broken-literal.js';
import { csvLine } from './csv-line.js';
import type { Ledger } from './ledger.js';
import type { Edition } from './plan-edition.js';
import { pythonRepr } from './python-repr.js';
import { type Quantiles, quantile } from './quantile.js';
import { Random, streams } from './random.js';
import { keywordWords } from './vocabulary.js';

type Keyword = Readonly<{ id: number; name: string }>;

const keywordCounts: Quantiles = [
  [0, 0],
  [0.31, 1],
  [0.5, 3],
  [0.75, 5],
  [0.95, 11],
  [0.995, 20],
  [1, 40],
];

/** One keyword under two spellings, the first three times as often; other keywords have even ids. */
const spelledKeyword: readonly Keyword[] = [
  { id: 2047, name: 'lighthouse keeper' },
  { id: 2047, name: 'lighthouse keeper' },
  { id: 2047, name: 'lighthouse-keeper' },
  { id: 2047, name: 'lighthouse keeper' },
];

/** Yields the rows of keywords.csv after its header. */
export function* keywordsRows(edition: Edition, ledger: Ledger): Generator<string> {
  const lag = Math.floor(edition.movies / 3) + 1;
  for (let here = 0; here < edition.movies + lag; here++) {
    if (here < edition.movies) {
      const kind = edition.keywords.of(here)?.kind;
      if (kind === 'unreadable') ledger.unreadableLiterals.keywords++;
      if (kind !== 'missing') yield keywordsRow(edition, here, edition.tmdbId(here));
    }
    if (here < lag) continue;
    const kind = edition.keywords.of(here - lag)?.kind;
    if (kind === 'identicalCopy') {
      ledger.keywords.identical++;
      yield keywordsRow(edition, here - lag, edition.tmdbId(here - lag));
    } else if (kind === 'stranger') {
      ledger.keywords.strangers++;
      yield keywordsRow(edition, here - lag, edition.strangerId(here - lag));
    }
  }
}

const keywordsRow = (edition: Edition, movie: number, id: number): string =>
  csvLine([String(id), keywordsCell(edition, movie)]);

/** Returns the keywords that count for a movie; undefined where it has none. */
export const keywordsOf = (edition: Edition, movie: number): string | undefined =>
  edition.keywords.of(movie)?.kind === 'missing' ? undefined : keywordsCell(edition, movie);

function keywordsCell(edition: Edition, movie: number): string {
  const dealt = edition.keywords.of(movie);
  if (dealt?.kind === 'unreadable') return brokenLiteral(dealt.card);
  const random = new Random(edition.seed, streams.keywords, movie);
  const keywords = new Map<number, Keyword>();
  for (let n = Math.floor(quantile(keywordCounts, random.next())); n > 0; n--) {
    const keyword = pickKeyword(edition, random);
    keywords.set(keyword.id, keyword);
  }
  const spelled = edition.literals.of(movie);
  if (spelled?.kind === 'spelledKeyword') {
    const keyword = spelledKeyword[spelled.card % spelledKeyword.length] as Keyword;
    keywords.set(keyword.id, keyword);
  }
  const ordered = [...keywords.values()].sort((a, b) => a.id - b.id);
  return pythonRepr(ordered);
}

/** A keyword: one word of the list, or two joined, more of them in larger editions. */
function pickKeyword(edition: Edition, random: Random): Keyword {
  const words = keywordWords.length;
  const known = Math.min(words * words, words + Math.floor(edition.movies / 3));
  const draw = random.next();
  const number = Math.floor(known * draw * draw);
  const id = 30 + 2 * number;
  if (number < words) return { id, name: keywordWords[number] as string };
  const pair = (number * 7_919) % (words * words);
  return { id, name: `${keywordWords[pair % words]} and ${keywordWords[Math.floor(pair / words)]}` };
}
