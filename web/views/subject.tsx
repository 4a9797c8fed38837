import type {
  CompaniesIdData,
  CompaniesIdPartnersData,
  CompaniesIdReleasesByGenreByYearData,
  CompaniesTopData,
  GenresIdData,
} from 'api-types';
import { ask, pathOf } from '../api-client.js';
import { plural } from '../format.js';
import { FilterBar, movieFilters } from '../parts/controls.js';
import { linkTo } from '../route.js';
import { askByYear, ByYearPanels, spanOf } from './by-year-panels.js';
import { CompanySearch } from './company-search.js';
import { GenresOf } from './genres-of.js';
import { Footnote, Totals, ViewHead } from './headline.js';
import { MoviesOf } from './movies-of.js';
import { Nothing } from './nothing.js';
import { Partners } from './partners.js';
import type { View } from './view.js';

type Entity = CompaniesIdData['data'] | GenresIdData['data'];

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
