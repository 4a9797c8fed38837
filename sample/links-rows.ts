import type { Ledger } from './ledger.js';
import type { Edition } from './plan-edition.js';

/** One movie in this many is in links_small.csv (9,125 of 45,843 in the full edition). */
export const smallStride = 5;

/** Yields the rows of links.csv after its header: MovieLens id, IMDb number in seven digits, TMDB id. */
export function* linksRows(edition: Edition, ledger: Ledger): Generator<string> {
  for (let movie = 0; movie < edition.movies; movie++) {
    const own = edition.movieLensId(movie);
    const spare = edition.spareMovieLensId(movie);
    switch (edition.links.of(movie)?.kind) {
      case 'missing':
        ledger.links.missingMovies++;
        break;
      case 'withoutTmdbId':
        ledger.links.withoutTmdbId++;
        yield linkRow(edition, movie, own, '');
        break;
      case 'repeated':
        ledger.links.repeatedTmdbIds++;
        yield linkRow(edition, movie, own, edition.tmdbId(movie));
        yield linkRow(edition, movie, spare, edition.tmdbId(movie));
        break;
      case 'stranger':
        yield linkRow(edition, movie, own, edition.tmdbId(movie));
        yield linkRow(edition, movie, spare, edition.strangerId(movie));
        break;
      default:
        yield linkRow(edition, movie, own, edition.tmdbId(movie));
    }
  }
}

/**
 * Yields the rows of links_small.csv after its header: one movie in {@link smallStride}, and the movies that links.csv leaves out or without tmdbId,
 * so that it is no subset and mixing it in would change what is joined.
 */
export function* smallLinksRows(edition: Edition): Generator<string> {
  for (let movie = 0; movie < edition.movies; movie++) {
    const kind = edition.links.of(movie)?.kind;
    if (movie % smallStride === 0 || kind === 'missing' || kind === 'withoutTmdbId') {
      yield linkRow(edition, movie, edition.movieLensId(movie), edition.tmdbId(movie));
    }
  }
}

function linkRow(edition: Edition, movie: number, movieLensId: number, tmdbId: number | ''): string {
  return `${movieLensId},${String(edition.imdbNumber(movie)).padStart(7, '0')},${tmdbId}\n`;
}
