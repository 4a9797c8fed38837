import { ask, pathOf } from '../api-client.js';
import { heatMap, type RankedGenre } from '../charts/heat-map.js';
import { h } from '../elements.js';
import { type Figure, knownOf, type MeasureName, measureNamed, measures, numberOf } from '../measures.js';
import { dollarsOf, filterBar, measureSwitch, movieFilters, select } from '../parts/controls.js';
import { definitionLink, figure } from '../parts/figure.js';
import { linkTo } from '../route.js';
import { footnote, viewHead } from './headline.js';
import type { View } from './view.js';

const offered: readonly MeasureName[] = [
  'popularity',
  'totalPopularity',
  'releases',
  'votes',
  'rating',
  'revenue',
  'profit',
];

/** The most popular genre of every year, and the others beside it. */
export const popular: View = async ({ query }) => {
  const by = measureNamed(query.get('by'), 'popularity');
  const minReleases = Number(query.get('minReleases') ?? 3);
  const parameters = { ...movieFilters(query), by, minReleases, ranking: 'full' };
  const answer = await ask<RankedGenre[]>('genres/most-popular-by-year', parameters);
  const rows = answer.data;
  const title = 'The genre of every year';
  const info = measures[by];
  const figureOf = (row: RankedGenre): Figure => (by === 'releases' ? row.releases : (row[by] as Figure));
  return {
    title,
    content: [
      viewHead(
        'Genres',
        title,
        'The stronger a field’s colour, the nearer the genre came to the winner of its year, which has a dot.',
      ),
      filterBar(query),
      figure({
        name: 'heat-map',
        title: `Genre of the year by ${info.title.toLowerCase()}`,
        subtitle: [info.unit === 'US$' ? dollarsOf(query) : info.unit, ' · ', definitionLink(by)],
        call: pathOf('genres/most-popular-by-year', parameters),
        rows,
        columns: [
          { title: 'Year', cell: (row) => row.year },
          { title: 'Rank', isNumber: true, cell: (row) => row.rank ?? '–' },
          {
            title: 'Genre',
            cell: ({ genre: { id, name } }) => h('a', { href: linkTo(`/genres/${id}`) }, name),
          },
          {
            title: `${info.title} (${info.unit})`,
            isNumber: true,
            cell: (row) => numberOf(figureOf(row))?.toLocaleString('en-US') ?? '–',
          },
          { title: 'Known', isNumber: true, cell: (row) => knownOf(figureOf(row)) ?? '' },
          { title: 'Releases', isNumber: true, cell: (row) => row.releases },
        ],
        controls: h(
          'div',
          { class: 'controls' },
          measureSwitch(offered, by),
          select('Genres with at least', 'minReleases', String(minReleases), [
            ['1', '1 release'],
            ['3', '3 releases'],
            ['5', '5 releases'],
            ['10', '10 releases'],
          ]),
        ),
        legend: heatLegend(),
        empty:
          rows.length === 0 &&
          'No genre has so many releases in a year: ask for fewer above, or choose other years.',
        isLarge: true,
        draw: (width) => heatMap(rows, by, width),
      }),
      footnote(answer),
    ],
  };
};

const heatLegend = (): HTMLElement =>
  h(
    'p',
    { class: 'heat-legend' },
    h('span', {}, 'far from the winner'),
    h('i', { class: 'ramp', 'aria-hidden': 'true' }),
    h('span', {}, 'as high'),
    h('i', { class: 'winner', 'aria-hidden': 'true' }),
    h('span', {}, 'winner'),
    h('i', { class: 'unknown', 'aria-hidden': 'true' }),
    h('span', {}, 'not known'),
  );
