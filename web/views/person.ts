import { ask } from '../api-client.js';
import { h } from '../elements.js';
import { decimal, dollars, plural } from '../format.js';
import { dataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { footnote, stat, viewHead } from './headline.js';
import { describeTotals, type MovieRow, movieList, type Totals } from './movie-rows.js';
import type { View } from './view.js';

type Span = { id: number; name: string; movies: number; firstYear: number | null; lastYear: number | null };

type Person = Span & {
  castMovies: number;
  crewMovies: number;
  totals: Totals;
  filmography: {
    movie: { id: number; title: string; releaseYear: number | null };
    roles: { type: 'cast' | 'crew'; character: string | null; job: string | null }[];
    revenue: number | null;
    popularity: number | null;
    rating: number | null;
  }[];
  filmographyTotal: number;
};

type Collection = Span & { totals: Totals; parts: MovieRow[] };

/** One person: totals and filmography. */
export const person: View = async ({ query }, id) => {
  const answer = await ask<Person>(`people/${id}`, { edition: query.get('edition') ?? undefined });
  const { data } = answer;
  return {
    title: data.name,
    content: [
      viewHead(
        'Person',
        data.name,
        `${spanOf(data)}: in the cast of ${data.castMovies}, in the crew of ${data.crewMovies}`,
      ),
      totalsOf(data.totals),
      h(
        'section',
        { class: 'figure', 'data-figure': 'filmography' },
        h('h2', {}, 'Movies'),
        data.filmographyTotal > data.filmography.length &&
          h('p', { class: 'subtitle' }, `the first ${data.filmography.length} of ${data.filmographyTotal}`),
        dataTable(
          `Movies of ${data.name}`,
          [
            {
              title: 'Movie',
              cell: ({ movie }) => h('a', { href: linkTo(`/movies/${movie.id}`) }, movie.title),
            },
            { title: 'Year', isNumber: true, cell: ({ movie }) => movie.releaseYear ?? '–' },
            {
              title: 'As',
              cell: ({ roles }) => roles.map(({ character, job }) => character ?? job ?? 'cast').join(', '),
            },
            {
              title: 'Revenue',
              isNumber: true,
              cell: ({ revenue }) => (revenue === null ? '–' : dollars(revenue)),
            },
            {
              title: 'Rated',
              isNumber: true,
              cell: ({ rating }) => (rating === null ? '–' : decimal(rating, 1)),
            },
          ],
          data.filmography,
        ),
      ),
      footnote(answer),
    ],
  };
};

/** One collection: totals and parts in the order of their release. */
export const collection: View = async ({ query }, id) => {
  const answer = await ask<Collection>(`collections/${id}`, {
    edition: query.get('edition') ?? undefined,
  });
  const { data } = answer;
  return {
    title: data.name,
    content: [
      viewHead('Collection', data.name, spanOf(data)),
      totalsOf(data.totals),
      h('section', { class: 'figure', 'data-figure': 'parts' }, h('h2', {}, 'Parts'), movieList(data.parts)),
      footnote(answer),
    ],
  };
};

const totalsOf = (totals: Totals): HTMLElement =>
  h(
    'dl',
    { class: 'stats' },
    describeTotals(totals).map(([term, value, note]) => stat(term, value, note)),
  );

const spanOf = ({ movies, firstYear, lastYear }: Span): string =>
  [
    plural(movies, 'released movie'),
    firstYear !== null && (firstYear === lastYear ? firstYear : `${firstYear} to ${lastYear}`),
  ]
    .filter(Boolean)
    .join(', ');
