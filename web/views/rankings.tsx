import type { Meta } from 'api-types';
import { AskError, ask, type Parameters, pathOf } from '../api-client.js';
import { count } from '../format.js';
import { isMoney, type MeasureName, measures } from '../measures.js';
import { comparison, FilterBar, movieFilters } from '../parts/controls.js';
import { Pager } from '../parts/pager.js';
import { linkTo } from '../route.js';
import { CompanySearch } from './company-search.js';
import { Footnote, ViewHead } from './headline.js';
import { RankingFigure, type RankingRow } from './ranking-figure.js';
import { type RankingKind, rankingKinds } from './ranking-kinds.js';
import type { View } from './view.js';

type Ranking = { data: RankingRow[]; meta: Meta };

const pageSize = 25;

/** A mean of one movie says little, so means and ratios need at least five movies by default. */
const defaultLeast = (by: MeasureName): number => (['popularity', 'returnOnInvestment'].includes(by) ? 5 : 1);

/** The companies, genres, people … or movies by any measure, from either end. */
export const rankings: View = ({ query }, name) => ranking(query, name);

export const companies: View = ({ query }) => ranking(query, 'companies');

async function ranking(query: URLSearchParams, name: string): ReturnType<View> {
  const kind = rankingKinds.find((one) => one.name === (name || 'movies'));
  if (kind === undefined)
    throw new AskError('not-found', 'No such ranking', `There is no ranking of ${name}.`);
  const by = kind.measures.find((measure) => measure === query.get('by')) ?? kind.by;
  const minKnown = Number(query.get('minKnown') ?? defaultLeast(by));
  const isAscending = query.get('order') === 'asc';
  const offset = Number(query.get('offset') ?? 0);
  const isOfMovies = kind.dimension === undefined;
  const parameters: Parameters = {
    ...movieFilters(query),
    ...(!isOfMovies && comparison(query)),
    ...(isOfMovies || isAscending ? { sort: `${isAscending ? '' : '-'}${by}` } : { by }),
    ...(!isOfMovies && { minKnown }),
    limit: pageSize,
    offset: offset || undefined,
  };
  const call = `${kind.name}/top`;
  const answer = await ask<Ranking>(call, parameters);
  const total = answer.meta.total ?? answer.data.length;
  const title = `${isAscending ? 'Bottom' : 'Top'} ${kind.title.toLowerCase()}`;
  return {
    title,
    content: (
      <>
        <ViewHead kicker="Rankings" title={title}>
          {`${count(total)} have a known figure.`}
        </ViewHead>
        {kind.name === 'companies' && <CompanySearch />}
        <Kinds kind={kind} />
        <FilterBar query={query} hasMoney={isMoney(by) || by === 'returnOnInvestment'} />
        <RankingFigure
          kind={kind}
          by={by}
          rows={answer.data}
          call={pathOf(call, parameters)}
          title={`${title} by ${measures[by].title.toLowerCase()}`}
          query={query}
          minKnown={minKnown}
        />
        <Pager offset={offset} pageSize={pageSize} total={total} />
        <Footnote meta={answer.meta} />
      </>
    ),
  };
}

/** Links to the rankings of each kind. */
const Kinds = ({ kind }: { kind: RankingKind }) => (
  <nav class="kinds" aria-label="Rankings">
    {rankingKinds.map(({ name, title }) => (
      <a
        key={name}
        href={linkTo(name === 'companies' ? '/companies' : `/rankings/${name}`)}
        {...(name === kind.name && { 'aria-current': 'page' })}
      >
        {title}
      </a>
    ))}
  </nav>
);
