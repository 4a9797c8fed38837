import type { CsvValue } from '../csv/csv-line.js';
import type { Movie } from '../model/movie.js';
import type { TableName } from './tables.js';

/** Returns the rows of one movie with their tables; values in the order of the table's columns. */
export function movieRows(movie: Movie): [TableName, CsvValue[]][] {
  const { id } = movie;
  return [
    ['movie', movieRow(movie)],
    ...movie.genres.map((genre, at): [TableName, CsvValue[]] => ['movieGenre', [id, at, genre.id]]),
    ...movie.companies.map((company, at): [TableName, CsvValue[]] => ['movieCompany', [id, at, company.id]]),
    ...movie.keywords.map((keyword, at): [TableName, CsvValue[]] => ['movieKeyword', [id, at, keyword.id]]),
    ...movie.countries.map((country, at): [TableName, CsvValue[]] => [
      'movieCountry',
      [id, at, country.code],
    ]),
    ...movie.languages.map((language, at): [TableName, CsvValue[]] => [
      'movieLanguage',
      [id, at, language.code],
    ]),
    ...movie.cast.map((member, at): [TableName, CsvValue[]] => [
      'movieCast',
      [id, at, member.id, member.character, member.order],
    ]),
    ...movie.crew.map((member, at): [TableName, CsvValue[]] => [
      'movieCrew',
      [id, at, member.id, member.job, member.department],
    ]),
    ...(movie.movieLens?.histogram ?? []).map((ratings, at): [TableName, CsvValue[]] => [
      'movieRating',
      [id, (at + 1) / 2, ratings],
    ]),
    ...movie.flags.map((flag): [TableName, CsvValue[]] => ['movieFlag', [id, flag]]),
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
