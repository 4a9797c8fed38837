import type { Meta } from 'api-types';
import { AskError, ask, type Parameters, pathOf } from '../api-client.js';
import { drawRanking, type Ranked, RankingBars } from '../charts/ranking-bars.js';
import { count } from '../format.js';
import {
  type Figure as FigureValue,
  isMoney,
  knownOf,
  type MeasureName,
  measures,
  numberOf,
} from '../measures.js';
import type { Choice } from '../parts/choice.js';
import { dollarsOf, FilterBar, MeasureSwitch, movieFilters, Select } from '../parts/controls.js';
import type { Column } from '../parts/data-table.js';
import { Definition } from '../parts/definition.js';
import { Figure } from '../parts/figure.js';
import { Pager } from '../parts/pager.js';
import { linkTo } from '../route.js';
import { CompanySearch } from './company-search.js';
import { Footnote, ViewHead } from './headline.js';
import { type RankingKind, rankingKinds } from './ranking-kinds.js';
import type { View } from './view.js';

type Row = { rank: number; links?: { movies: string } } & Record<string, unknown>;
type Ranking = { data: Row[]; meta: Meta };
type Subject = { id: string | number; name: string };

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

type RankingFigureProps = {
  kind: RankingKind;
  by: MeasureName;
  rows: readonly Row[];
  call: string;
  title: string;
  query: URLSearchParams;
  minKnown: number;
};

function RankingFigure({ kind, by, rows, call, title, query, minKnown }: RankingFigureProps) {
  const info = measures[by];
  const ranked = (choose?: (row: Row) => void): Ranked[] =>
    rows.map((row) => {
      const { id, name } = subjectOf(row, kind);
      return {
        rank: row.rank,
        name,
        label: <a href={kind.linkOf(id)}>{name}</a>,
        figure: figureOf(row, by),
        show: choose && row.links && (() => choose(row)),
      };
    });
  return (
    <Figure
      name="top"
      title={title}
      subtitle={
        <>
          {isMoney(by) ? dollarsOf(query) : info.unit} · <Definition name={by} />
        </>
      }
      calls={[call]}
      rows={rows}
      columns={columnsOf(kind, by)}
      isLarge
      controls={
        <div class="controls">
          <MeasureSwitch names={kind.measures} chosen={by} />
          <Select
            label="Order"
            name="order"
            value={query.get('order') ?? ''}
            options={[
              ['', 'largest first'],
              ['asc', 'smallest first'],
            ]}
          />
          {kind.dimension !== undefined && (
            <Select
              label="Known for at least"
              name="minKnown"
              value={String(minKnown)}
              options={[
                ['1', '1 movie'],
                ['5', '5 movies'],
                ['10', '10 movies'],
                ['25', '25 movies'],
              ]}
            />
          )}
        </div>
      }
      empty={rows.length === 0 && 'Nothing has a known figure for these movies.'}
      choiceOf={(row) => choiceOf(row, kind, by)}
      show={(choose) => <RankingBars rows={ranked(choose)} measure={by} colour={info.colour} />}
      drawExport={(width) => drawRanking(ranked(), by, info.colour, width)}
    />
  );
}

const choiceOf = (row: Row, kind: RankingKind, measure: MeasureName): Choice | undefined =>
  row.links && {
    title: subjectOf(row, kind).name,
    link: row.links.movies,
    measure,
    figure: figureOf(row, measure),
  };

const figureOf = (row: Row, by: MeasureName): FigureValue | undefined => {
  const value = row[by];
  return value === null ? undefined : (value as FigureValue | undefined);
};

/** Returns what a row is about: a movie itself, or the group that it names. */
function subjectOf(row: Row, { dimension }: RankingKind): Subject {
  if (dimension === undefined)
    return { id: Number(row.id), name: `${row.title} (${row.releaseYear ?? '?'})` };
  const { id, code, name } = row[dimension] as { id?: number; code?: string; name: string | null };
  return { id: id ?? code ?? '', name: name ?? code ?? String(id) };
}

function columnsOf(kind: RankingKind, by: MeasureName): Column<Row>[] {
  const { title, unit } = measures[by];
  const subject: Column<Row> = {
    title: kind.title,
    value: (row) => subjectOf(row, kind).name,
    cell: (row) => <a href={kind.linkOf(subjectOf(row, kind).id)}>{subjectOf(row, kind).name}</a>,
  };
  const rank: Column<Row> = { title: 'Rank', isNumber: true, value: (row) => row.rank };
  const figure: Column<Row> = {
    title: `${title} (${unit})`,
    isNumber: true,
    value: (row) => numberOf(figureOf(row, by)),
  };
  const known: Column<Row> = { title: 'Known', isNumber: true, value: (row) => knownOf(figureOf(row, by)) };
  return kind.dimension === undefined ? [subject, rank, figure] : [subject, rank, figure, known];
}
