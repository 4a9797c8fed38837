import { z } from 'zod';
import { movieStatuses } from '../../model/movie.js';
import { codes, type Dimension, entities, numbers, words } from './dimension.js';

/** The lower bounds of budgets' bands, in nominal US dollars. */
const budgetBands = [0, 1_000_000, 10_000_000, 50_000_000, 100_000_000];

/** Every dimension (rule 24), by the name that it has as a value of `group`, as a filter and as a column. */
export const dimensions = {
  year: numbers({
    title: 'Release year',
    definition: 'The year of the release date.',
    field: 'releaseYear',
    valueIs: 'year',
    values: { from: 1, to: 9999, step: 1 },
    examples: [1994, 1995],
    time: { step: 1 },
  }),
  decade: numbers({
    title: 'Decade',
    definition: 'The decade of the release date by its first year: 1990 is 1990 to 1999.',
    field: 'releaseDecade',
    valueIs: 'first year of a decade',
    values: { from: 0, to: 9990, step: 10 },
    examples: [1980, 1990],
    time: { step: 10 },
  }),
  quarter: numbers({
    title: 'Quarter',
    definition: 'The quarter of the release date, 1 to 4, over all years.',
    field: 'releaseQuarter',
    valueIs: 'quarter from 1 to 4',
    values: [1, 2, 3, 4],
    examples: [2, 3],
    time: { step: 1, first: 1, last: 4 },
  }),
  month: numbers({
    title: 'Month',
    definition: 'The month of the release date, 1 to 12, over all years.',
    field: 'releaseMonth',
    valueIs: 'month from 1 to 12',
    values: { from: 1, to: 12, step: 1 },
    examples: [6, 12],
    time: { step: 1, first: 1, last: 12 },
  }),
  genre: entities({
    title: 'Genre',
    definition: 'A genre as TMDB assigns it.',
    field: 'genres.id',
    documents: 'genres',
    examples: [18, 35],
  }),
  company: entities({
    title: 'Company',
    definition: 'A production company. Companies of the same name are kept apart by id.',
    field: 'companies.id',
    documents: 'companies',
    examples: [3, 33],
  }),
  country: codes({
    title: 'Country',
    definition: 'A country in which the movie was produced.',
    field: 'countries.code',
    standard: 'ISO 3166-1',
    type: 'region',
    isMany: true,
    examples: ['US', 'GB'],
  }),
  language: codes({
    title: 'Original language',
    definition: 'The language in which the movie was made.',
    field: 'originalLanguage',
    standard: 'ISO 639',
    type: 'language',
    isMany: false,
    examples: ['en', 'fr'],
  }),
  spokenLanguage: codes({
    title: 'Spoken language',
    definition: 'A language that is spoken in the movie.',
    field: 'languages.code',
    standard: 'ISO 639',
    type: 'language',
    isMany: true,
    examples: ['en', 'fr'],
  }),
  collection: entities({
    title: 'Collection',
    definition: 'The series of movies, such as a trilogy, that the movie is a part of.',
    field: 'collection.id',
    documents: 'collections',
    examples: [10, 645],
    isMany: false,
  }),
  keyword: entities({
    title: 'Keyword',
    definition: 'A motif of the plot, as noted at TMDB.',
    field: 'keywords.id',
    documents: 'keywords',
    examples: [818, 9672],
  }),
  status: words({
    title: 'Status',
    definition: 'Whether the movie was released, as TMDB has it.',
    field: 'status',
    values: movieStatuses,
  }),
  director: entities({
    title: 'Director',
    definition: 'A member of the crew with the job Director; each person once.',
    field: 'directors.id',
    documents: 'people',
    examples: [488, 7879],
  }),
  writer: entities({
    title: 'Writer',
    definition:
      'A member of the crew with the job Writer, Screenplay, Story, Novel or Author; each person once.',
    field: 'writers.id',
    documents: 'people',
    examples: [1, 488],
  }),
  producer: entities({
    title: 'Producer',
    definition: 'A member of the crew with the job Producer or Executive Producer; each person once.',
    field: 'producers.id',
    documents: 'people',
    examples: [1, 488],
  }),
  composer: entities({
    title: 'Composer',
    definition: 'A member of the crew with the job Original Music Composer or Music; each person once.',
    field: 'composers.id',
    documents: 'people',
    examples: [491, 947],
  }),
  actor: entities({
    title: 'Actor',
    definition: 'A member of the cast, among the first of the billing, which the document of a movie holds.',
    field: 'cast.id',
    documents: 'people',
    examples: [31, 287],
  }),
  ratingBand: numbers({
    title: 'Rating band',
    definition:
      "The whole stars of the movie's vote average, from 0 to 9; 10 belongs to 9. None without votes.",
    field: 'ratingBand',
    valueIs: 'number from 0 to 9',
    values: { from: 0, to: 9, step: 1 },
    examples: [7, 8],
  }),
  budgetBand: numbers({
    title: 'Budget band',
    definition:
      'The nominal budget by the lower bound of its band: below 1 million US dollars (0), and from 1, 10, 50 and 100 million. None where the budget is not known.',
    field: 'budgetBand',
    valueIs: 'lower bound in US dollars',
    values: budgetBands,
    examples: [0, 1_000_000],
  }),
} as const satisfies Record<string, Dimension>;

export type DimensionName = keyof typeof dimensions;
export const dimensionNames = Object.keys(dimensions) as [DimensionName, ...DimensionName[]];

export const dimensionOf = (name: DimensionName): Dimension => dimensions[name];

/** Whether an edition has thousands of its values. */
export const hasMany = (name: DimensionName): boolean => {
  const { documents } = dimensionOf(name);
  return documents !== undefined && documents !== 'genres';
};

/** The columns of dimensions in a row that has some of them; null for movies without a value. */
export const optionalDimensions: Record<string, z.ZodType> = Object.fromEntries(
  dimensionNames.map((name) => [name, z.nullable(dimensionOf(name).cell).optional()]),
);
