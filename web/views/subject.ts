import { ask, pathOf } from '../api-client.js';
import type { YearRow } from '../charts/by-year.js';
import { type GenreYear, genreLegend, genreStacks, topGenres } from '../charts/genre-stacks.js';
import { type Ranked, rankingBars } from '../charts/ranking-bars.js';
import { h } from '../elements.js';
import { count, plural } from '../format.js';
import type { Figure } from '../measures.js';
import { dollarsOf, filterBar, movieFilters } from '../parts/controls.js';
import { figure } from '../parts/figure.js';
import { linkTo } from '../route.js';
import { byYearPanels, spanOf } from './by-year-panels.js';
import { companySearch } from './company-search.js';
import { footnote, totals, viewHead } from './headline.js';
import { nothing } from './nothing.js';
import type { View } from './view.js';

type Entity = { id: number; name: string; movies: number; firstYear: number | null; lastYear: number | null };
type PartnerRow = { rank: number; company: { id: number; name: string } } & Record<string, Figure>;
type Years = readonly [number, number];

/** One company: its money, its popularity, its genres and its partners. */
export const company: View = async ({ query }, id) => {
  const filters = movieFilters(query);
  const at = `companies/${id}`;
  const edition = filters.edition;
  const [entity, summary, genres, partners] = await Promise.all([
    ask<Entity>(at, { edition }),
    ask<YearRow[]>(`${at}/summary-by-year`, filters),
    ask<GenreYear[]>(`${at}/releases-by-genre-by-year`, { ...filters, adjust: undefined, base: undefined }),
    ask<PartnerRow[]>(`${at}/partners`, { ...filters, adjust: undefined, base: undefined, limit: 12 }),
  ]);
  const rows = summary.data;
  const head = [companySearch(), describe('Company', entity.data), filterBar(query)];
  if (rows.length === 0) return { title: entity.data.name, content: [...head, nothing()] };
  const years = spanOf(rows);
  return {
    title: entity.data.name,
    content: [
      ...head,
      totals(rows),
      ...byYearPanels(`${at}/summary-by-year`, filters, rows, query, dollarsOf(query)),
      genreFigure(genres.data, genres.links?.self ?? '', years),
      partnersFigure(partners.data, partners.links?.self ?? '', entity.data.name),
      footnote(summary),
    ],
  };
};

/** One genre: the same money and popularity, and the companies with most releases in it. */
export const genre: View = async ({ query }, id) => {
  const filters = movieFilters(query);
  const at = `genres/${id}`;
  const [entity, summary, companies] = await Promise.all([
    ask<Entity>(at, { edition: filters.edition }),
    ask<YearRow[]>(`${at}/summary-by-year`, filters),
    ask<PartnerRow[]>('companies/top', { ...filters, genre: id, by: 'releases', limit: 12 }),
  ]);
  const rows = summary.data;
  const head = [
    h('p', { class: 'back' }, h('a', { href: linkTo('/genres', { ids: id }) }, 'Compare with other genres')),
    describe('Genre', entity.data),
    filterBar(query),
  ];
  if (rows.length === 0) return { title: entity.data.name, content: [...head, nothing()] };
  return {
    title: entity.data.name,
    content: [
      ...head,
      totals(rows),
      ...byYearPanels(`${at}/summary-by-year`, filters, rows, query, dollarsOf(query)),
      figure({
        name: 'companies',
        title: `Companies with most releases in ${entity.data.name}`,
        subtitle: 'movies',
        call: pathOf('companies/top', { ...filters, genre: id, by: 'releases', limit: 12 }),
        rows: companies.data,
        columns: partnerColumns,
        draw: () => rankingBars(companies.data.map(toRanked), 'releases', 'var(--releases)'),
      }),
      footnote(summary),
    ],
  };
};

const describe = (kicker: string, { name, movies, firstYear, lastYear }: Entity): HTMLElement =>
  viewHead(
    kicker,
    name,
    firstYear === null
      ? `${plural(movies, 'released movie')}`
      : `${plural(movies, 'released movie')}, ${firstYear === lastYear ? firstYear : `${firstYear} to ${lastYear}`}`,
  );

function genreFigure(rows: readonly GenreYear[], call: string, years: Years): HTMLElement {
  const names = topGenres(rows);
  return figure({
    name: 'genres',
    title: 'Releases by genre',
    subtitle: 'A movie stands in each of its genres, so a year’s stack is higher than its releases.',
    call,
    rows: rows.flatMap(({ year, genres }) => genres.map((one) => ({ year, ...one }))),
    columns: [
      { title: 'Year', cell: ({ year }) => year },
      { title: 'Genre', cell: ({ id, name }) => h('a', { href: linkTo(`/genres/${id}`) }, name) },
      { title: 'Releases', isNumber: true, cell: ({ releases }) => releases },
    ],
    legend: genreLegend(names),
    empty: names.length === 0 && 'No genre is known of these movies.',
    draw: (width) => genreStacks(rows, names, years, width),
  });
}

const partnersFigure = (rows: readonly PartnerRow[], call: string, name: string): HTMLElement =>
  figure({
    name: 'partners',
    title: 'Partners',
    subtitle: `Companies that made most movies together with ${name}.`,
    call,
    rows,
    columns: partnerColumns,
    empty: rows.length === 0 && `${name} made all of these movies alone.`,
    draw: () => rankingBars(rows.map(toRanked), 'releases', 'var(--releases)'),
  });

const partnerColumns = [
  { title: 'Company', cell: (row: PartnerRow) => row.company.name },
  { title: 'Releases', isNumber: true, cell: (row: PartnerRow) => count(row.releases as number) },
];

const toRanked = (row: PartnerRow): Ranked => ({
  rank: row.rank,
  label: h('a', { href: linkTo(`/companies/${row.company.id}`) }, row.company.name),
  figure: row.releases as Figure,
});
