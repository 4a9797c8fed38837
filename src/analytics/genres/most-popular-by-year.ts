import { z } from 'zod';
import { byYearBody, readByYear } from '../by-year.js';
import { byGenre, identifyGenre, readGenres } from '../genre-buckets.js';
import { type Bucket, meanFigure, presentPopularity, sumOf } from '../measures.js';
import { byYearParameters } from '../parameters.js';
import { defineQuestion, type Edition } from '../question.js';

export const mostPopularGenreByYear = defineQuestion({
  name: 'genres/most-popular-by-year',
  summary: 'The most popular genre of each release year',
  description:
    "The genre whose movies of that year have the highest mean popularity (TMDB's score, as it stood when the edition was made). At a tie the genre with more releases, then the one whose name comes first. A year in which no genre has a known popularity is absent.",
  parameters: byYearParameters({}),
  data: z.array(
    z.object({
      year: z.number().int(),
      genre: z.object({ id: z.number().int(), name: z.string() }),
      releases: z.number().int().describe('Movies of that genre in that year'),
      popularity: meanFigure,
    }),
  ),
  index: 'movies',
  body: (parameters) => byYearBody('all movies', parameters, byGenre(sumOf('popularity'))),
  present(reply, parameters, edition) {
    const found = readByYear(reply, parameters);
    if (found === undefined) return undefined;
    const data = found.years.flatMap((bucket) => {
      const winner = findWinner(readGenres(bucket), edition);
      return winner === undefined ? [] : [{ year: Number(bucket.key), ...winner }];
    });
    return { data, excluded: found.excluded };
  },
  example: { from: '1990', to: '1999' },
});

/** Rule 15: by mean popularity; at a tie more releases, then the name. */
function findWinner(genres: readonly Bucket[], edition: Edition) {
  return genres
    .map((bucket) => ({
      genre: identifyGenre(bucket, edition),
      releases: bucket.doc_count,
      popularity: presentPopularity(bucket),
    }))
    .filter(({ popularity }) => popularity.mean !== null)
    .sort(
      (a, b) =>
        (b.popularity.mean ?? 0) - (a.popularity.mean ?? 0) ||
        b.releases - a.releases ||
        (a.genre.name < b.genre.name ? -1 : 1),
    )[0];
}
