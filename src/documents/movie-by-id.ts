import { z } from 'zod';
import { correctableFields } from '../model/correction.js';
import { type EntityReference, type Movie, maxCast, maxCrew } from '../model/movie.js';
import { identity } from '../questions/identity.js';
import { movieRow, presentMovieRow, presentReference } from '../questions/movie-row.js';
import {
  baseNeedsInflation,
  type Inflation,
  inflationParameters,
} from '../questions/parameters/inflation.js';
import { haveIds, movieId } from '../questions/parameters/movie-ids.js';
import { defineQuestion } from '../questions/question.js';
import { explainIssue, flagExplanations } from './explanations.js';

const text = z.string().nullable();
const linked = identity
  .extend({ href: z.string().describe('Path of its document') })
  .meta({ id: 'LinkedIdentity' });
const code = z.object({ code: z.string(), name: z.string() });

/** The whole document: a row, and what rows leave out. */
const movieDocument = movieRow
  .extend({
    imdbId: text,
    homepage: text,
    adult: z.boolean().nullable(),
    video: z.boolean().nullable(),
    genres: z.array(linked),
    companies: z.array(linked),
    countries: z.array(code).describe('ISO 3166-1'),
    languages: z.array(code).describe('Spoken, ISO 639-1'),
    collection: linked.nullable(),
    flags: z
      .array(z.object({ flag: z.string(), explanation: z.string() }))
      .describe('Data-quality flags of its figures, explained'),
    corrections: z
      .array(
        z.object({
          field: z.enum(correctableFields),
          reported: text.describe('The cell of the data set; null when it was empty'),
          source: z.string().describe('Where the value comes from that the field has'),
        }),
      )
      .describe('Fields whose value is not that of the data set'),
    issues: z
      .array(z.object({ issue: z.string(), explanation: z.string() }))
      .describe('Cells of the source that could not be read, explained'),
    movieLensId: z.number().int().nullable(),
    movieLens: z
      .object({
        count: z.number().int(),
        mean: z.number().describe('Stars'),
        histogram: z
          .array(z.object({ stars: z.number(), count: z.number().int() }))
          .describe('Ratings with 0.5, 1, 1.5 … 5 stars'),
      })
      .nullable()
      .describe('Ratings by MovieLens users; null without any'),
    weightedRating: z
      .number()
      .nullable()
      .describe(
        "The rating drawn towards the edition's mean, the more the fewer votes it has; null without votes",
      ),
    keywords: z.array(identity),
    directors: z.array(linked),
    writers: z.array(linked).describe('Jobs Writer, Screenplay, Story, Novel and Author'),
    producers: z.array(linked).describe('Jobs Producer and Executive Producer'),
    composers: z.array(linked).describe('Jobs Original Music Composer and Music'),
    cast: z
      .array(linked.extend({ character: text, order: z.number().int().nullable() }))
      .describe(`The first ${maxCast} of the billing`),
    castCount: z.number().int().describe('Entries of the whole cast'),
    crew: z
      .array(linked.extend({ job: z.string(), department: text }))
      .describe(`The first ${maxCrew} entries of the principal jobs`),
    crewCount: z.number().int().describe('Entries of the whole crew, in any job'),
    similar: z.string().describe('Path of the movies most like it'),
  })
  .meta({ id: 'MovieDocument' });

export const movieById = defineQuestion({
  name: 'movies/{id}',
  summary: 'One movie',
  description: `The whole document with its figures, of a movie with any status, by its TMDB or IMDb id. Unknown figures are null, never 0; \`flags\` and \`issues\` say why some are not known. \`castCount\` and \`crewCount\` count all; \`directors\`, \`writers\`, \`producers\` and \`composers\` are of the whole crew.`,
  parameters: z.strictObject({ id: movieId, ...inflationParameters }).check(baseNeedsInflation),
  data: movieDocument,
  index: 'movies',
  measures: () => [],
  hasWeightedRating: true,
  searches: ({ id }) => [{ size: 1, query: { bool: { filter: [haveIds([id])] } } }],
  present([reply], parameters) {
    const movie = reply.hits.hits[0]?._source as Movie | undefined;
    if (movie === undefined) return undefined;
    return { data: presentMovie(movie, parameters), excluded: { undated: 0, unreleased: 0 } };
  },
  example: { id: '39355' },
});

const presentMovie = (movie: Movie, inflation: Inflation): z.output<typeof movieDocument> => ({
  ...presentMovieRow(movie, inflation),
  imdbId: movie.imdbId,
  homepage: movie.homepage,
  adult: movie.adult,
  video: movie.video,
  genres: movie.genres.map((genre) => link('genres', genre)),
  companies: movie.companies.map((company) => link('companies', company)),
  countries: movie.countries.map(({ code, name }) => ({ code, name })),
  languages: movie.languages.map(({ code, name }) => ({ code, name })),
  collection: movie.collection && link('collections', movie.collection),
  flags: movie.flags.map((flag) => ({ flag, explanation: flagExplanations[flag] })),
  corrections: movie.corrections.map(({ field, reported, source }) => ({ field, reported, source })),
  issues: movie.issues.map((issue) => ({ issue, explanation: explainIssue(issue) })),
  movieLensId: movie.movieLensId,
  movieLens: movie.movieLens && {
    count: movie.movieLens.count,
    mean: movie.movieLens.mean,
    histogram: movie.movieLens.histogram.map((count, at) => ({ stars: (at + 1) / 2, count })),
  },
  weightedRating: movie.weightedRating,
  keywords: movie.keywords.map(presentReference),
  directors: movie.directors.map(linkPerson),
  writers: movie.writers.map(linkPerson),
  producers: movie.producers.map(linkPerson),
  composers: movie.composers.map(linkPerson),
  cast: movie.cast.map(({ character, order, ...person }) => ({
    ...linkPerson(person),
    character,
    order,
  })),
  castCount: movie.castCount,
  crew: movie.crew.map(({ job, department, ...person }) => ({ ...linkPerson(person), job, department })),
  crewCount: movie.crewCount,
  similar: `/v1/movies/${movie.id}/similar`,
});

const link = (plural: string, { id, name }: EntityReference) => ({ id, name, href: `/v1/${plural}/${id}` });
const linkPerson = (person: EntityReference) => link('people', person);
