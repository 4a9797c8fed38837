import type { Question } from '../../questions/question.js';
import { membersOf } from '../requests/select.js';
import type { Endpoint } from '../routes/endpoint.js';
import { annotations, createTool } from './create-tool.js';
import { describeData } from './describe-result.js';
import type { Arguments, Tool } from './tool.js';

/** What is selected of movies in lists where a call does not say: texts, casts and studios would fill an answer. */
const movieColumns = [
  ...['rank', 'id', 'title', 'releaseDate', 'status', 'genres', 'directors', 'runtime'],
  ...['budget', 'revenue', 'profit', 'popularity', 'rating', 'votes', 'weightedRating'],
];

/** Returns the tools over the questions of the API and its list of editions. */
export function createTools(questions: readonly Question[], editions: Endpoint): readonly Tool[] {
  /** The questions whose path matches, by its groups. */
  const matching = (...patterns: readonly RegExp[]): Map<string, Question> =>
    new Map(
      patterns.flatMap((pattern) =>
        questions.flatMap((question) => {
          const found = pattern.exec(question.name);
          return found === null ? [] : [[found.slice(1).join('/'), question] as const];
        }),
      ),
    );
  return [
    createTool({
      name: 'find',
      title: 'Find ids by name',
      description:
        'Returns ids by name, of companies, people, collections, keywords, genres or movies: the other tools take ids, never names, so call this first. Movies can be filtered as in search_movies. Several may bear the same name; the number of their movies tells them apart. `genres` lists all genres, without `q`.',
      questions: matching(/^(companies|people|collections|keywords|genres)$/, /^(movies)\/search$/),
      choices: [{ name: 'of', description: 'What to find' }],
      defaults: movieDefaults,
    }),
    createTool({
      name: 'aggregate',
      title: 'Figures of movies, grouped',
      description:
        'Figures (`measures`) of movies grouped by up to three dimensions (`group`), filtered and sorted; without `group`, one row over all movies that the filters leave. A movie counts in full in each of its groups, so rows of genres, companies or people must not be added up.',
      questions: matching(/^(movies)\/aggregate$/),
      isComplete: true,
    }),
    createTool({
      name: 'top',
      title: 'Rankings',
      description:
        'Companies, genres, collections, directors, actors, countries, languages or keywords, ranked by the measure `by`, or by `sort` in either direction; movies by `sort`. Raise `minKnown` where a mean or ratio of a few movies says little. Takes every filter of aggregate.',
      questions: matching(/^(\w+)\/top$/),
      choices: [{ name: 'of', description: 'What to rank' }],
      defaults: movieDefaults,
    }),
    createTool({
      name: 'by_year',
      title: 'Figures by release year',
      description:
        'A row for each release year of one company or genre, named by `id`, or of all movies (`of`: movies). The summary has releases, budget, revenue, profit and popularity. For years of anything else, such as a director, use aggregate with group year. Takes every filter of aggregate.',
      questions: matching(/^(\w+)\/\{id\}\/(.+)-by-year$/, /^(movies)\/(.+)-by-year$/),
      choices: [
        { name: 'of', description: 'Whose years' },
        { name: 'figures', description: 'Which figures', default: 'summary' },
      ],
    }),
    createTool({
      name: 'most_popular_genre_by_year',
      title: 'The most popular genre of each year',
      description:
        'The genre with the highest figure of the measure `by` in each release year, or with ranking full, every genre of every year.',
      questions: matching(/^(genres)\/most-popular-by-year$/),
    }),
    createTool({
      name: 'movie',
      title: 'One movie',
      description:
        'Everything about one movie, by its TMDB or IMDb id: figures, cast, crew, keywords, companies, data-quality flags. find and search_movies return ids.',
      questions: matching(/^(movies)\/\{id\}$/),
    }),
    createTool({
      name: 'search_movies',
      title: 'Search movies',
      description:
        'Movies by words (`q`), by filters, or both. Lists the movies behind a row of another tool: give it the same filters and the values of the row. Rows have the main figures; `select` names others, such as overview and cast. `facets` counts all that was found by genre, decade and more; without it nothing is counted. Takes every filter of aggregate.',
      questions: matching(/^(movies)\/search$/),
      defaults: movieDefaults,
    }),
    {
      description: {
        name: 'editions',
        title: 'Editions',
        description: `${editions.description} Answers are of the live one.`,
        annotations,
        inputSchema: { type: 'object', properties: {} },
        outputSchema: describeData([editions.data]),
      },
      furtherArguments: new Set(),
      choose: () => ({ endpoint: editions }),
    },
  ];
}

function movieDefaults(question: Question): Arguments {
  if (!question.name.startsWith('movies/')) return {};
  const members = membersOf(question);
  return {
    ...('facets' in question.parameters.shape && { facets: ['none'] }),
    select: movieColumns.filter((name) => members.includes(name)),
  };
}
