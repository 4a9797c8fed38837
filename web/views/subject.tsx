import type {
  CompaniesIdData,
  CompaniesIdPartnersData,
  CompaniesIdReleasesByGenreByYearData,
  CompaniesTopData,
  GenresIdData,
} from 'api-types';
import { ask, pathOf } from '../api-client.js';
import { colourOf, type GenrePart, genreParts, genreStacks, topGenres } from '../charts/genre-stacks.js';
import { drawRanking, type Ranked, RankingBars } from '../charts/ranking-bars.js';
import { plural } from '../format.js';
import type { Figure as FigureValue } from '../measures.js';
import { FilterBar, movieFilters } from '../parts/controls.js';
import type { Column } from '../parts/data-table.js';
import { Figure } from '../parts/figure.js';
import { linkTo } from '../route.js';
import { askByYear, ByYearPanels, spanOf } from './by-year-panels.js';
import { CompanySearch } from './company-search.js';
import { Footnote, Totals, ViewHead } from './headline.js';
import { MoviesOf } from './movies-of.js';
import { Nothing } from './nothing.js';
import type { View } from './view.js';

type Entity = CompaniesIdData['data'] | GenresIdData['data'];
type Partner = {
  rank: number;
  company: { id: number; name: string };
  releases?: number;
  links?: { movies: string };
};

/** One company: its money, its popularity, its genres, its movies and its partners. */
export const company: View = async ({ query }, id) => {
  const filters = movieFilters(query);
  const nominal = { ...filters, adjust: undefined, base: undefined };
  const at = `companies/${id}`;
  const [entity, { byYear, answer }, genres, partners] = await Promise.all([
    ask<CompaniesIdData>(at, { edition: filters.edition }),
    askByYear(`${at}/summary-by-year`, { company: id }, filters, query),
    ask<CompaniesIdReleasesByGenreByYearData>(`${at}/releases-by-genre-by-year`, nominal),
    ask<CompaniesIdPartnersData>(`${at}/partners`, { ...nominal, limit: 12 }),
  ]);
  const { name } = entity.data;
  const { rows } = byYear;
  return {
    title: name,
    content: (
      <>
        <CompanySearch />
        <EntityHead kicker="Company" entity={entity.data} />
        <p class="back">
          <a href={linkTo('/compare', { kind: 'company', ids: id })}>Compare with other companies</a>
        </p>
        <FilterBar query={query} />
        {rows.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <Totals rows={rows} />
            <ByYearPanels byYear={byYear} query={query} />
            <GenresOf
              answer={genres}
              years={spanOf(rows)}
              path={`${at}/releases-by-genre-by-year`}
              parameters={nominal}
            />
            <MoviesOf name={name} filter={{ company: id }} query={query} />
            <Partners
              title="Partners"
              subtitle={`Companies that made most movies together with ${name}.`}
              call={pathOf(`${at}/partners`, { ...nominal, limit: 12 })}
              rows={partners.data}
              figureName="partners"
              empty={`${name} made all of these movies alone.`}
            />
            <Footnote meta={answer.meta} />
          </>
        )}
      </>
    ),
  };
};

/** One genre: the same money and popularity, its movies, and the companies with most releases in it. */
export const genre: View = async ({ query }, id) => {
  const filters = movieFilters(query);
  const at = `genres/${id}`;
  const top = { ...filters, genre: id, by: 'releases', limit: 12 };
  const [entity, { byYear, answer }, companies] = await Promise.all([
    ask<GenresIdData>(at, { edition: filters.edition }),
    askByYear(`${at}/summary-by-year`, { genre: id }, filters, query),
    ask<CompaniesTopData>('companies/top', top),
  ]);
  const { name } = entity.data;
  return {
    title: name,
    content: (
      <>
        <p class="back">
          <a href={linkTo('/genres', { ids: id })}>Compare with other genres</a>
        </p>
        <EntityHead kicker="Genre" entity={entity.data} />
        <FilterBar query={query} />
        {byYear.rows.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <Totals rows={byYear.rows} />
            <ByYearPanels byYear={byYear} query={query} />
            <MoviesOf name={name} filter={{ genre: id }} query={query} />
            <Partners
              title={`Companies with most releases in ${name}`}
              subtitle="movies"
              call={pathOf('companies/top', top)}
              rows={companies.data}
              figureName="companies"
              empty={false}
            />
            <Footnote meta={answer.meta} />
          </>
        )}
      </>
    ),
  };
};

const EntityHead = ({ kicker, entity }: { kicker: string; entity: Entity }) => {
  const { name, movies, firstYear, lastYear } = entity;
  const span = firstYear === lastYear ? firstYear : `${firstYear} to ${lastYear}`;
  return (
    <ViewHead kicker={kicker} title={name}>
      {plural(movies, 'released movie')}
      {firstYear !== null && `, ${span}`}
    </ViewHead>
  );
};

type GenresOfProps = {
  answer: CompaniesIdReleasesByGenreByYearData;
  years: readonly [number, number];
  path: string;
  parameters: Record<string, string | number | undefined>;
};

/** Releases by genre: stacked by year, or in all. */
function GenresOf({ answer, years, path, parameters }: GenresOfProps) {
  const rows = answer.data;
  const names = topGenres(rows);
  const parts = genreParts(rows);
  return (
    <Figure
      name="genres"
      title="Releases by genre"
      subtitle="A movie counts in each of its genres, so a year’s stack is higher than its releases."
      calls={[pathOf(path, parameters)]}
      rows={parts}
      columns={genreColumns}
      legend={
        <ul class="legend">
          {names.map((name, at) => (
            <li key={name}>
              <i aria-hidden="true" style={{ background: colourOf(name, at) }} />
              {name}{' '}
              {parts.filter(({ genre }) => genre === name).reduce((sum, { releases }) => sum + releases, 0) ||
                ''}
            </li>
          ))}
        </ul>
      }
      empty={names.length === 0 && 'No genre is known of these movies.'}
      choiceOf={genreChoice}
      draw={(width, choose) => genreStacks(rows, names, years, width, choose)}
    />
  );
}

const genreChoice = ({ year, genre, id, releases, link }: GenrePart) => ({
  title: id === undefined ? String(year) : `${year} · ${genre}`,
  link: id === undefined ? link : withGenre(link, id),
  measure: 'releases' as const,
  figure: releases,
});

/** Narrows the movies of a year to those of a genre. */
function withGenre(link: string, id: number): string {
  const [path, query] = link.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('genre', String(id));
  return `${path}?${parameters}`;
}

const genreColumns: Column<GenrePart>[] = [
  { title: 'Year', value: ({ year }) => year, cell: ({ year }) => year },
  {
    title: 'Genre',
    value: ({ genre }) => genre,
    cell: ({ id, genre }) => <a href={linkTo(`/genres/${id}`)}>{genre}</a>,
  },
  { title: 'Releases', isNumber: true, value: ({ releases }) => releases },
];

type PartnersProps = {
  title: string;
  subtitle: string;
  call: string;
  rows: readonly Partner[];
  figureName: string;
  empty: string | false;
};

/** Companies by their releases. */
function Partners({ title, subtitle, call, rows, figureName, empty }: PartnersProps) {
  const ranked = (choose?: (row: Partner) => void): Ranked[] =>
    rows.map((row) => ({
      rank: row.rank,
      name: row.company.name,
      label: <a href={linkTo(`/companies/${row.company.id}`)}>{row.company.name}</a>,
      figure: row.releases as FigureValue,
      show: choose && (() => choose(row)),
    }));
  return (
    <Figure
      name={figureName}
      title={title}
      subtitle={subtitle}
      calls={[call]}
      rows={rows}
      columns={partnerColumns}
      empty={rows.length === 0 && empty}
      choiceOf={(row) =>
        row.links && {
          title: row.company.name,
          link: row.links.movies,
          measure: 'releases',
          figure: row.releases,
        }
      }
      show={(choose) => <RankingBars rows={ranked(choose)} measure="releases" colour="var(--releases)" />}
      drawExport={(width) => drawRanking(ranked(), 'releases', 'var(--releases)', width)}
    />
  );
}

const partnerColumns: Column<Partner>[] = [
  {
    title: 'Company',
    value: (row) => row.company.name,
    cell: ({ company: { id, name } }) => <a href={linkTo(`/companies/${id}`)}>{name}</a>,
  },
  { title: 'Releases', isNumber: true, value: (row) => row.releases },
];
