import { z } from 'zod';
import { hasId, type Query } from '../elasticsearch/query.js';
import type { Person } from '../model/entity.js';
import { type Movie, maxCast, maxCrew, peopleLists, roleJobs } from '../model/movie.js';
import { moneyColumns, presentMoney } from '../questions/movie-row.js';
import { defineQuestion } from '../questions/question.js';
import { entitiesOf, entityRow, presentEntity } from './entities/entity-row.js';
import {
  moviesOfParameters,
  moviesOfSearch,
  readMoviesOf,
  totalFigures,
  totalMeasures,
} from './movies-of.js';

const text = z.string().nullable();

const role = z.object({
  type: z.enum(['cast', 'crew']),
  character: text.describe('Of the cast'),
  job: text.describe('Of the crew'),
});

const personDocument = entityRow
  .extend({
    gender: z
      .enum(['woman', 'man', 'nonBinary'])
      .nullable()
      .describe('As noted at TMDB; null where it is not noted'),
    castMovies: z.number().int().describe('Movies that count, with the person anywhere in the cast'),
    crewMovies: z.number().int().describe('Movies that count, with the person in the crew, in any job'),
    totals: totalFigures,
    filmography: z.array(
      z.object({
        movie: z.object({
          id: z.number().int(),
          title: z.string(),
          releaseDate: text,
          releaseYear: z.number().int().nullable(),
          status: text,
        }),
        roles: z.array(role),
        ...moneyColumns,
        popularity: z.number().nullable(),
        rating: z.number().nullable(),
      }),
    ),
    filmographyTotal: z.number().int().describe('Movies of the whole filmography'),
    filmographyRemaining: z.number().int().describe('Movies that follow those returned'),
  })
  .meta({ id: 'Person' });

export const personById = defineQuestion({
  name: 'people/{id}',
  summary: 'One person: filmography and totals',
  description: `\`movies\`, \`castMovies\` and \`crewMovies\` count every movie that credits the person at any place; \`filmography\` (newest first, of any status) and \`totals\` cover the movies whose document has the person: in the first ${maxCast} of the billing, at most ${maxCrew} principal jobs, or as director, writer, producer or composer.`,
  parameters: moviesOfParameters('person'),
  data: personDocument,
  index: 'people',
  measures: () => totalMeasures,
  searches: (parameters) => [
    { size: 1, query: hasId(parameters.id) },
    moviesOfSearch(withPerson(parameters.id), 'desc', filmographyFields, parameters),
  ],
  present([reply, movies], parameters) {
    const [person] = entitiesOf(reply) as Person[];
    if (person === undefined || movies === undefined) return undefined;
    const found = readMoviesOf(movies, parameters);
    return {
      data: {
        ...presentEntity(person),
        gender: person.gender,
        castMovies: person.castMovies,
        crewMovies: person.crewMovies,
        totals: found.totals,
        filmography: found.movies.map((movie) => ({
          movie: {
            id: movie.id,
            title: movie.title,
            releaseDate: movie.releaseDate,
            releaseYear: movie.releaseYear,
            status: movie.status,
          },
          roles: rolesOf(movie, person.id),
          ...presentMoney(movie, parameters),
          popularity: movie.popularity,
          rating: movie.rating,
        })),
        filmographyTotal: found.total,
        filmographyRemaining: found.remaining,
      },
      excluded: found.excluded,
    };
  },
  example: { id: '6', limit: '3' },
});

const withPerson = (id: number): Query => ({
  bool: { should: peopleLists.map((list) => ({ term: { [`${list}.id`]: id } })), minimum_should_match: 1 },
});

const filmographyFields = [
  ...['id', 'title', 'releaseDate', 'releaseYear', 'status', 'popularity', 'rating'],
  ...['budget', 'revenue', 'profit', 'realBudget', 'realRevenue', 'realProfit', ...peopleLists],
];

/** The lists that are whole, and what they say of someone whose job `crew` leaves out. */
const wholeLists = [
  { list: 'directors', job: 'Director' },
  { list: 'writers', job: 'Writer' },
  { list: 'producers', job: 'Producer' },
  { list: 'composers', job: 'Composer' },
] as const;

/** Parts before jobs; a person may have several of each. */
function rolesOf(movie: Movie, id: number): z.output<typeof role>[] {
  const parts = movie.cast.filter((member) => member.id === id);
  const jobs = movie.crew.filter((member) => member.id === id).map(({ job }) => job);
  const isIn = (list: (typeof wholeLists)[number]['list']): boolean =>
    movie[list].some((one) => one.id === id);
  const isSaid = (known: readonly string[]): boolean => jobs.some((job) => known.includes(job));
  const others = wholeLists.filter(({ list }) => isIn(list) && !isSaid(roleJobs[list])).map(({ job }) => job);
  return [
    ...parts.map(({ character }) => ({ type: 'cast' as const, character, job: null })),
    ...[...jobs, ...others].map((job) => ({ type: 'crew' as const, character: null, job })),
  ];
}
