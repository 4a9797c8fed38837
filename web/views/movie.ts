import { ask } from '../api-client.js';
import { type Child, h } from '../elements.js';
import { count, dateAndTime, decimal, dollars, plural } from '../format.js';
import { dataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { stat, viewHead } from './headline.js';
import { type MovieRow, movieList, people, type Reference, references } from './movie-rows.js';
import type { View } from './view.js';

type Movie = MovieRow & {
  originalTitle: string | null;
  imdbId: string | null;
  countries: { code: string; name: string }[];
  languages: { code: string; name: string }[];
  keywords: Reference[];
  castCount: number;
  writers: Reference[];
  composers: Reference[];
  movieLens: { count: number; mean: number } | null;
  flags: { flag: string; explanation: string }[];
  corrections: { field: string; reported: string | null; source: string }[];
};

/** One movie: all its fields, and movies like it. */
export const movie: View = async ({ query }, id) => {
  const edition = query.get('edition') ?? undefined;
  const [{ data, meta }, similar] = await Promise.all([
    ask<Movie>(`movies/${id}`, { edition }),
    ask<MovieRow[]>(`movies/${id}/similar`, { limit: 6, edition }),
  ]);
  return {
    title: data.title,
    content: [
      h('p', { class: 'back' }, h('a', { href: linkTo('/search') }, 'Search')),
      viewHead('Movie', data.title, lead(data)),
      money(data),
      h(
        'section',
        { class: 'figure', 'data-figure': 'movie' },
        data.overview !== null && h('p', { class: 'overview' }, data.overview),
        facts(data),
        data.flags
          .filter(({ flag }) => flag !== 'corrected')
          .map(({ explanation }) => h('p', { class: 'problem' }, explanation)),
        data.corrections.map(correction),
      ),
      data.cast.length > 0 &&
        h(
          'section',
          { class: 'figure', 'data-figure': 'cast' },
          h('h2', {}, 'Cast'),
          dataTable(
            `Cast: the first ${data.cast.length} of ${count(data.castCount)}`,
            [
              {
                title: 'Name',
                cell: ({ id: person, name }) => h('a', { href: linkTo(`/people/${person}`) }, name),
              },
              { title: 'As', cell: ({ character }) => character ?? '' },
            ],
            data.cast,
          ),
        ),
      similar.data.length > 0 &&
        h(
          'section',
          { class: 'figure', 'data-figure': 'similar' },
          h('h2', {}, 'Movies like it'),
          movieList(similar.data),
        ),
      h(
        'p',
        { class: 'footnote' },
        `Edition ${meta.edition}`,
        meta.publishedAt && `, published ${dateAndTime(meta.publishedAt)}`,
        '.',
        meta.lacks !== undefined && ` Not in this edition: ${meta.lacks.join(', ')}.`,
      ),
    ],
  };
};

/** A figure that is not the data set's, and whose it is. */
function correction({ field, reported, source }: Movie['corrections'][number]): HTMLElement {
  const isLink = /^https?:\/\//i.test(source) && URL.canParse(source);
  return h(
    'p',
    { class: 'problem', 'data-figure': 'correction' },
    `Corrected: ${field}; the data set has ${reported === null ? 'none' : `“${reported}”`}. Source: `,
    isLink ? h('a', { href: source, rel: 'noreferrer' }, source) : source,
  );
}

function lead({ tagline, releaseDate, status, runtime, originalTitle, title }: Movie): string {
  return [
    releaseDate ?? 'release date not known',
    status !== 'Released' && status,
    runtime !== null && `${runtime} minutes`,
    originalTitle !== null && originalTitle !== title && `originally “${originalTitle}”`,
    tagline,
  ]
    .filter(Boolean)
    .join(' · ');
}

function money({ revenue, budget, profit, rating, votes, movieLens }: Movie): HTMLElement {
  const amount = (value: number | null) => (value === null ? 'not known' : dollars(value));
  return h(
    'dl',
    { class: 'stats' },
    stat('Revenue', amount(revenue), 'US$ as reported'),
    stat('Budget', amount(budget), 'US$ as reported'),
    stat('Profit', amount(profit), 'revenue minus budget'),
    stat(
      'TMDB',
      (votes ?? 0) > 0 && rating !== null ? decimal(rating, 1) : 'no votes',
      `of 10, ${plural(votes ?? 0, 'vote')}`,
    ),
    movieLens !== null &&
      stat('MovieLens', decimal(movieLens.mean, 1), `of 5, ${plural(movieLens.count, 'rating')}`),
  );
}

function facts(data: Movie): HTMLElement {
  const rows: [term: string, value: Child][] = [
    ['Directed by', data.directors.length > 0 && people(data.directors)],
    ['Written by', data.writers.length > 0 && people(data.writers)],
    ['Music', data.composers.length > 0 && people(data.composers)],
    ['Genres', data.genres.length > 0 && references(data.genres, '/genres')],
    ['Companies', data.companies.length > 0 && references(data.companies, '/companies')],
    ['Countries', data.countries.map(({ name }) => name).join(', ')],
    ['Languages', data.languages.map(({ name }) => name).join(', ')],
    ['Collection', data.collection !== null && references([data.collection], '/collections')],
    [
      'Keywords',
      data.keywords.flatMap(({ id, name }, at) => [
        at > 0 && ', ',
        h('a', { href: linkTo('/search', { keyword: id }) }, name),
      ]),
    ],
  ];
  return h(
    'dl',
    { class: 'facts-list' },
    rows
      .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : Boolean(value)))
      .map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
  );
}
