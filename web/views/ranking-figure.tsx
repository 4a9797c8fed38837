import { drawRanking, type Ranked, RankingBars } from '../charts/ranking-bars.js';
import {
  type Change,
  type Figure as FigureValue,
  isMoney,
  knownOf,
  type MeasureName,
  measures,
  numberOf,
  writeChange,
} from '../measures.js';
import type { Choice } from '../parts/choice.js';
import { dollarsOf, MeasureSwitch, Select } from '../parts/controls.js';
import type { Column } from '../parts/data-table.js';
import { Definition } from '../parts/definition.js';
import { Figure } from '../parts/figure.js';
import type { RankingKind } from './ranking-kinds.js';

/** A row of a ranking: its rank, what it is about, and its figure. */
export type RankingRow = { rank: number; links?: { movies: string }; change?: Change } & Record<
  string,
  unknown
>;
type Subject = { id: string | number; name: string };

type RankingFigureProps = {
  kind: RankingKind;
  by: MeasureName;
  rows: readonly RankingRow[];
  call: string;
  title: string;
  query: URLSearchParams;
  minKnown: number;
};

/** A ranking, its controls and the movies behind each figure. */
export function RankingFigure({ kind, by, rows, call, title, query, minKnown }: RankingFigureProps) {
  const info = measures[by];
  const ranked = (choose?: (row: RankingRow) => void): Ranked[] =>
    rows.map((row) => {
      const { id, name } = subjectOf(row, kind);
      return {
        rank: row.rank,
        name,
        label: <a href={kind.linkOf(id)}>{name}</a>,
        figure: figureOf(row, by),
        note: writeChange(by, row.change),
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
      isPaged
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

const choiceOf = (row: RankingRow, kind: RankingKind, measure: MeasureName): Choice | undefined =>
  row.links && {
    title: subjectOf(row, kind).name,
    link: row.links.movies,
    measure,
    figure: figureOf(row, measure),
  };

const figureOf = (row: RankingRow, by: MeasureName): FigureValue | undefined => {
  const value = row[by];
  return value === null ? undefined : (value as FigureValue | undefined);
};

/** Returns what a row is about: a movie itself, or the group that it names. */
function subjectOf(row: RankingRow, { dimension }: RankingKind): Subject {
  if (dimension === undefined)
    return { id: Number(row.id), name: `${row.title} (${row.releaseYear ?? '?'})` };
  const { id, code, name } = row[dimension] as { id?: number; code?: string; name: string | null };
  return { id: id ?? code ?? '', name: name ?? code ?? String(id) };
}

function columnsOf(kind: RankingKind, by: MeasureName): Column<RankingRow>[] {
  const { title, unit } = measures[by];
  const subject: Column<RankingRow> = {
    title: kind.title,
    value: (row) => subjectOf(row, kind).name,
    cell: (row) => <a href={kind.linkOf(subjectOf(row, kind).id)}>{subjectOf(row, kind).name}</a>,
  };
  const rank: Column<RankingRow> = { title: 'Rank', isNumber: true, value: (row) => row.rank };
  const figure: Column<RankingRow> = {
    title: `${title} (${unit})`,
    isNumber: true,
    value: (row) => numberOf(figureOf(row, by)),
  };
  const known: Column<RankingRow> = {
    title: 'Known',
    isNumber: true,
    value: (row) => knownOf(figureOf(row, by)),
  };
  return kind.dimension === undefined ? [subject, rank, figure] : [subject, rank, figure, known];
}
