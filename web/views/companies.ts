import { ask, pathOf } from '../api-client.js';
import { rankingBars } from '../charts/ranking-bars.js';
import { h } from '../elements.js';
import { count } from '../format.js';
import { type Figure, knownOf, type MeasureName, measureNamed, measures, numberOf } from '../measures.js';
import { dollarsOf, filterBar, measureSwitch, movieFilters, select } from '../parts/controls.js';
import { definitionLink, figure } from '../parts/figure.js';
import { linkTo } from '../route.js';
import { companySearch } from './company-search.js';
import { footnote, viewHead } from './headline.js';
import type { View } from './view.js';

type Row = { rank: number; company: { id: number; name: string } } & Record<string, unknown>;

const offered: readonly MeasureName[] = [
  'profit',
  'revenue',
  'budget',
  'releases',
  'popularity',
  'votes',
  'returnOnInvestment',
];

/** A mean of one movie says little, so means and ratios need at least five movies by default. */
const defaultLeast = (by: MeasureName): number => (['popularity', 'returnOnInvestment'].includes(by) ? 5 : 1);

/** The top companies by any measure. */
export const companies: View = async ({ query }) => {
  const by = measureNamed(query.get('by'), 'profit');
  const minKnown = Number(query.get('minKnown') ?? defaultLeast(by));
  const parameters = { ...movieFilters(query), by, minKnown, limit: 25 };
  const answer = await ask<Row[]>('companies/top', parameters);
  const info = measures[by];
  const figureOf = (row: Row): Figure => row[by] as Figure;
  return {
    title: 'Top companies',
    content: [
      viewHead(
        'Companies',
        'Top companies',
        `The first ${answer.data.length} of ${count(answer.meta.total ?? answer.data.length)} that have a known figure.`,
      ),
      companySearch(),
      filterBar(query),
      figure({
        name: 'top',
        title: `Top companies by ${info.title.toLowerCase()}`,
        subtitle: [info.unit === 'US$' ? dollarsOf(query) : info.unit, ' · ', definitionLink(by)],
        call: pathOf('companies/top', parameters),
        rows: answer.data,
        columns: [
          { title: 'Company', cell: (row) => row.company.name },
          { title: 'Rank', isNumber: true, cell: (row) => row.rank },
          {
            title: `${info.title} (${info.unit})`,
            isNumber: true,
            cell: (row) => numberOf(figureOf(row))?.toLocaleString('en-US') ?? '–',
          },
          { title: 'Known', isNumber: true, cell: (row) => knownOf(figureOf(row)) ?? '' },
        ],
        controls: h(
          'div',
          { class: 'controls' },
          measureSwitch(offered, by),
          select('Known of at least', 'minKnown', String(minKnown), [
            ['1', '1 movie'],
            ['5', '5 movies'],
            ['10', '10 movies'],
            ['25', '25 movies'],
          ]),
        ),
        empty: answer.data.length === 0 && 'No company has a known figure for these movies.',
        isLarge: true,
        draw: () =>
          rankingBars(
            answer.data.map((row) => ({
              rank: row.rank,
              label: h('a', { href: linkTo(`/companies/${row.company.id}`) }, row.company.name),
              figure: figureOf(row),
            })),
            by,
            info.colour,
          ),
      }),
      footnote(answer),
    ],
  };
};
