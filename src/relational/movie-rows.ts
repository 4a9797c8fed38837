import type { CsvValue } from '../csv/csv-line.js';
import type { CodeReference, EntityReference, Movie } from '../model/movie.js';
import type { TableName } from './tables.js';

/** A row with its table; values in the order of the table's columns. */
type Row = [TableName, CsvValue[]];

/** Returns the rows of one movie. */
export function movieRows(movie: Movie): Row[] {
  const { id } = movie;
  /** The rows of a list: movie, position, and the values of the item. */
  const list = <T>(table: TableName, items: readonly T[], valuesOf: (item: T) => CsvValue[]): Row[] =>
    items.map((item, position) => [table, [id, position, ...valuesOf(item)]]);
  const references = (table: TableName, items: readonly EntityReference[]) =>
    list(table, items, (item) => [item.id]);
  const codes = (table: TableName, items: readonly CodeReference[]) =>
    list(table, items, ({ code }) => [code]);
  return [
    ['movie', movieRow(movie)],
    ...references('movieGenre', movie.genres),
    ...references('movieCompany', movie.companies),
    ...references('movieKeyword', movie.keywords),
    ...codes('movieCountry', movie.countries),
    ...codes('movieLanguage', movie.languages),
    ...list('movieCast', movie.cast, (member) => [member.id, member.character, member.order]),
    ...list('movieCrew', movie.crew, (member) => [member.id, member.job, member.department]),
    ...references('movieDirector', movie.directors),
    ...references('movieWriter', movie.writers),
    ...references('movieProducer', movie.producers),
    ...references('movieComposer', movie.composers),
    ...(movie.movieLens?.histogram ?? []).map(
      (ratings, at): Row => ['movieRating', [id, (at + 1) / 2, ratings]],
    ),
    ...movie.corrections.map(
      ({ field, reported, source }): Row => ['movieCorrection', [id, field, reported, source]],
    ),
    ...movie.flags.map((flag): Row => ['movieFlag', [id, flag]]),
  ];
}

function movieRow(movie: Movie): CsvValue[] {
  return [
    movie.id,
    movie.imdbId,
    movie.movieLensId,
    movie.title,
    movie.originalTitle,
    movie.originalLanguage,
    movie.overview,
    movie.tagline,
    movie.homepage,
    movie.posterPath,
    movie.status,
    movie.adult,
    movie.video,
    movie.releaseDate,
    movie.releaseYear,
    movie.runtime,
    movie.budget,
    movie.revenue,
    movie.popularity,
    movie.rating,
    movie.votes,
    movie.collection?.id ?? null,
    movie.castCount,
    movie.crewCount,
    movie.movieLens?.count ?? null,
    movie.movieLens?.mean ?? null,
  ];
}
