import { inOrder, type MovieCells } from './csv-files.js';
import { csvLine } from './csv-line.js';
import { inventMovie } from './invent-movie.js';
import type { Ledger } from './ledger.js';
import type { Edition } from './plan-edition.js';
import { Random, streams } from './random.js';
import { rejectedCells } from './rejected-cells.js';
import type { Tokens } from './tokens.js';

/** Field count of the first half of a split row: up to and with the overview. */
const splitAt = 10;

/** A record of the edition: a movie, a copy of one, or cells that are no movie. */
export type Entry = {
  /** The place of its movie; of a rejected row, of the movie before it. */
  movie: number;
  cells: readonly string[];
  kind: 'movie' | 'copy' | 'rejected';
};

/** Yields the rows of movies_metadata.csv after its header, one string per physical row. */
export function* movieRows(edition: Edition, tokens: Tokens, ledger: Ledger): Generator<string> {
  for (const { movie, cells, kind } of movieEntries(edition, tokens, ledger)) {
    if (kind !== 'movie' || edition.rows.of(movie)?.kind !== 'split') {
      yield csvLine(cells);
      continue;
    }
    ledger.repaired++;
    const [first = '', second = ''] = (cells[splitAt - 1] ?? '').split('\n');
    yield csvLine([...cells.slice(0, splitAt - 1), first]);
    yield csvLine([second, ...cells.slice(splitAt)]);
  }
}

/** Yields the records of an edition in the order of its file, and counts them. */
export function* movieEntries(edition: Edition, tokens: Tokens, ledger: Ledger): Generator<Entry> {
  // Duplicates stand far from their first row, as in the data set; the row is computed again instead of being kept.
  const lag = Math.floor(edition.movies / 3) + 1;
  for (let here = 0; here < edition.movies + lag; here++) {
    if (here < edition.movies) {
      note(edition, here, ledger);
      yield { movie: here, cells: inOrder(inventMovie(edition, tokens, here)), kind: 'movie' };
      yield* rejectedRow(edition, tokens, here, ledger);
    }
    if (here >= lag) yield* copies(edition, tokens, here - lag, ledger);
  }
}

/** Counts what was dealt to a movie. */
function note(edition: Edition, movie: number, ledger: Ledger): void {
  ledger.movies++;
  const date = edition.date.of(movie)?.kind;
  if (date === 'empty' || date === 'impossible' || date === 'shortSpreadsheet') ledger.undated++;
  if (date === 'shortSpreadsheet') ledger.ambiguousDates++;
  if (edition.status.of(movie)) ledger.unreleased++;
  if (edition.money.of(movie)?.kind.startsWith('suspect')) ledger.suspectUnits++;
  if (edition.literals.of(movie)?.kind.startsWith('unreadable')) ledger.unreadableLiterals.movies++;
}

function* rejectedRow(edition: Edition, tokens: Tokens, movie: number, ledger: Ledger): Generator<Entry> {
  const dealt = edition.rejected.of(movie);
  if (dealt === undefined) return;
  const { cells, reason } = rejectedCells(edition, tokens, movie, dealt.kind);
  ledger.rejected.total++;
  ledger.rejected[reason]++;
  yield { movie, cells, kind: 'rejected' };
}

function* copies(edition: Edition, tokens: Tokens, movie: number, ledger: Ledger): Generator<Entry> {
  const dealt = edition.rows.of(movie);
  if (dealt === undefined || dealt.kind === 'split') return;
  const original = inventMovie(edition, tokens, movie);
  const random = new Random(edition.seed, streams.movie, -1 - movie);
  const votes = Number(original.vote_count);
  const changes = {
    identicalCopy: {},
    identicalTwice: {},
    posterCopy: { poster_path: tokens.imagePath(random) },
    popularityCopy: { popularity: '3.141592' },
    moreVotesCopy: { vote_count: String(votes + 1 + random.below(20)), popularity: '7.071067' },
    fewerVotesCopy: { vote_count: String(votes - 1), popularity: '1.414213' },
  } satisfies Record<typeof dealt.kind, Partial<MovieCells>>;
  const conflicting = Object.keys(changes[dealt.kind]).length > 0;
  for (let n = dealt.kind === 'identicalTwice' ? 2 : 1; n > 0; n--) {
    ledger.duplicates.total++;
    ledger.duplicates[conflicting ? 'conflicting' : 'identical']++;
    yield { movie, cells: inOrder({ ...original, ...changes[dealt.kind] }), kind: 'copy' };
  }
}
