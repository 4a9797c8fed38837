import { ask, pathOf } from '../api-client.js';
import { compareLines, type SubjectYear } from '../charts/compare-lines.js';
import { seriesColour } from '../charts/genre-stacks.js';
import { h } from '../elements.js';
import { plural } from '../format.js';
import { type Figure, knownOf, type MeasureName, measureNamed, measures, numberOf } from '../measures.js';
import { dollarsOf, filterBar, measureSwitch, movieFilters } from '../parts/controls.js';
import { definitionLink, figure } from '../parts/figure.js';
import { changeQuery, linkTo } from '../route.js';
import { footnote, viewHead } from './headline.js';
import { nothing } from './nothing.js';
import type { View } from './view.js';

type Genre = { id: number; name: string; movies: number };
const offered: readonly MeasureName[] = ['revenue', 'budget', 'profit', 'popularity', 'releases'];

/** The number of colours that are distinguishable with any colour vision. */
const most = 7;

/** Several genres side by side. */
export const genres: View = async ({ query }) => {
  const filters = movieFilters(query);
  const by = measureNamed(query.get('by'), 'revenue');
  const { data: all } = await ask<Genre[]>('genres', { limit: 100, edition: filters.edition });
  const byMovies = [...all].sort((a, b) => b.movies - a.movies);
  const asked = (query.get('ids') ?? '').split(',').map(Number);
  const chosen = all.filter(({ id }) => asked.includes(id)).slice(0, most);
  const shown = chosen.length > 0 ? chosen : byMovies.slice(0, 4);
  // A genre keeps its colour while others are added and removed, as far as the order of names allows.
  const ids = shown.map(({ id }) => id).join(',');
  const parameters = { ...filters, ids, gaps: 'fill' };
  const answer = await ask<SubjectYear[]>('genres/summary-by-year', parameters);
  const names = shown.map(({ name }) => name);
  const info = measures[by];
  const figureOf = (row: SubjectYear): Figure => (by === 'releases' ? row.releases : (row[by] as Figure));
  const chips = chooser(all, shown);
  const head = [
    viewHead('Genres', 'Genres compared', `Up to ${most} genres; a line breaks where nothing is known.`),
    filterBar(query),
  ];
  if (answer.data.length === 0) return { title: 'Genres', content: [...head, nothing()] };
  return {
    title: 'Genres',
    content: [
      ...head,
      figure({
        name: 'compare',
        title: `${info.title} by genre`,
        subtitle: [info.unit === 'US$' ? dollarsOf(query) : info.unit, ' · ', definitionLink(by)],
        call: pathOf('genres/summary-by-year', parameters),
        rows: answer.data.filter(({ releases }) => releases > 0),
        columns: [
          { title: 'Genre', cell: (row) => row.genre.name },
          { title: 'Year', isNumber: true, cell: (row) => row.year },
          {
            title: `${info.title} (${info.unit})`,
            isNumber: true,
            cell: (row) => numberOf(figureOf(row))?.toLocaleString('en-US') ?? '–',
          },
          { title: 'Known', isNumber: true, cell: (row) => knownOf(figureOf(row)) ?? '' },
          { title: 'Releases', isNumber: true, cell: (row) => row.releases },
        ],
        controls: h('div', { class: 'controls' }, measureSwitch(offered, by)),
        legend: chips,
        isLarge: true,
        draw: (width) => compareLines(answer.data, names, by, width),
      }),
      h(
        'section',
        { class: 'figure', 'aria-label': 'All genres' },
        h('h2', {}, 'One genre at a time'),
        h(
          'ul',
          { class: 'plain-list' },
          byMovies.map(({ id, name, movies }) =>
            h('li', {}, h('a', { href: linkTo(`/genres/${id}`) }, name), ` ${plural(movies, 'movie')}`),
          ),
        ),
      ),
      footnote(answer),
    ],
  };
};

/** The genres as switches, in the colours of their lines. */
function chooser(all: readonly Genre[], shown: readonly Genre[]): HTMLElement {
  const chosen = shown.map(({ id }) => id);
  return h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': 'Genres shown' },
    all.map(({ id, name }) => {
      const at = chosen.indexOf(id);
      const swatch = h('i', { 'aria-hidden': 'true' });
      if (at >= 0) swatch.style.background = seriesColour(at);
      const next = at >= 0 ? chosen.filter((one) => one !== id) : [...chosen, id];
      return h(
        'button',
        {
          type: 'button',
          class: 'chip',
          'aria-pressed': String(at >= 0),
          'data-keep': `genre-${id}`,
          disabled: (at < 0 && chosen.length >= most) || next.length === 0,
          on: { click: () => changeQuery({ ids: next.join(',') }) },
        },
        swatch,
        name,
      );
    }),
  );
}
