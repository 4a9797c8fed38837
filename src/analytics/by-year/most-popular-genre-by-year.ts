import { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import type { Bucket } from '../../elasticsearch/query.js';
import { compareParameter, comparison } from '../../questions/compare-editions.js';
import { countedSearchesOfAll, readCounted } from '../../questions/counted-movies.js';
import { compareIdentities, identify, identity } from '../../questions/identity.js';
import type { MeasureContext } from '../../questions/measures/measure.js';
import { by, type MeasureName, measureOf, optionalMeasures } from '../../questions/measures/measures.js';
import { keyOf } from '../../questions/movies-link.js';
import { type MovieFilters, movieParameters } from '../../questions/parameters/movie-filters.js';
import { wholeNumber } from '../../questions/parameters/parameters.js';
import { defineQuestion } from '../../questions/question.js';
import { bySubject, readSubjects } from '../subject-buckets.js';
import { genre } from '../subjects.js';
import { byYear, readYears } from './years.js';

type Parameters = MovieFilters & { by: MeasureName; minReleases: number; ranking: 'winner' | 'full' } & Pick<
    MeasureContext,
    'ratingPrior'
  >;

/** `genres/most-popular-by-year` (rule 15) */
export const mostPopularGenreByYear = defineQuestion({
  name: 'genres/most-popular-by-year',
  summary: 'The most popular genre of each release year',
  description:
    'The genre whose movies of that year have the highest figure of the measure `by`, among genres with at least `minReleases` releases; ties go to the genre with more releases, then to the first name. With `ranking=full` every genre of the year has a row; those whose figure is not known come last, without a rank.',
  parameters: movieParameters({
    by: by('popularity'),
    minReleases: wholeNumber(1, 1_000_000, 'must be a whole number from 1')
      .default(1)
      .describe('Rank genres with at least this many releases in the year'),
    ranking: z
      .enum(['winner', 'full'], "must be 'winner' or 'full'")
      .default('winner')
      .describe("The winner of each year, or with 'full' every genre of each year"),
    ...compareParameter,
  }),
  data: z.array(
    z.object({
      year: z.number().int(),
      rank: z.number().int().positive().nullable(),
      genre: identity,
      ...optionalMeasures,
      releases: z.number().int().describe('Movies of that genre in that year'),
      ...comparison,
    }),
  ),
  index: 'movies',
  names: ['genres'],
  measures: ({ by }) => (by === 'releases' ? [by] : ['releases', by]),
  searches(parameters) {
    const figures = measureOf(parameters.by).aggregations(parameters);
    return countedSearchesOfAll(parameters, [{ aggregations: byYear(bySubject(genre, figures)) }]);
  },
  present(replies, asked, edition) {
    const parameters = { ...asked, ratingPrior: edition.ratingPrior };
    const found = readCounted(replies);
    if (found === undefined) return undefined;
    const data = readYears(found.counted).flatMap((bucket) => {
      const ranked = rankGenres(readSubjects(bucket), parameters, edition);
      const shown = parameters.ranking === 'full' ? ranked : ranked.slice(0, 1);
      return shown
        .filter(({ rank }) => parameters.ranking === 'full' || rank !== null)
        .map((row) => ({ year: Number(bucket.key), ...row }));
    });
    return { data, excluded: found.excluded };
  },
  movies: ({ genre, year }) => [
    ['genre', keyOf(genre)],
    ['year', keyOf(year)],
  ],
  example: { from: '1990', to: '1999' },
});

/** By the measure; at a tie by releases, then by name. */
function rankGenres(buckets: readonly Bucket[], parameters: Parameters, edition: Edition) {
  const measure = measureOf(parameters.by);
  return buckets
    .filter(({ doc_count: releases }) => releases >= parameters.minReleases)
    .map((bucket) => {
      const figure = measure.present(bucket, parameters);
      return {
        genre: identify(edition, 'genres', bucket.key),
        releases: bucket.doc_count,
        figure,
        value: measure.value(figure),
      };
    })
    .sort(
      (a, b) =>
        compareValues(a.value, b.value) || b.releases - a.releases || compareIdentities(a.genre, b.genre),
    )
    .map(({ genre, releases, figure, value }, at) => ({
      rank: value === null ? null : at + 1,
      genre,
      releases,
      ...(parameters.by !== 'releases' && { [parameters.by]: figure }),
    }));
}

/** Larger first, unknown last. */
const compareValues = (a: number | null, b: number | null): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : b - a;
