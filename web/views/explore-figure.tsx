import { drawRanking, type Ranked, RankingBars } from '../charts/ranking-bars.js';
import { isMoney, knownOf, type MeasureName, measureNamed, measures, numberOf } from '../measures.js';
import type { Choice, Choose } from '../parts/choice.js';
import { dollarsOf } from '../parts/controls.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Figure } from '../parts/figure.js';
import { Legend } from '../parts/legend.js';
import { linkTo } from '../route.js';
import type { Exploration } from './exploration.js';
import { cellName, type ExploredRow, keyOf, leading, nameOf } from './explore-cells.js';
import { plotOf } from './explore-plots.js';

type Row = ExploredRow;

type Props = { exploration: Exploration; rows: readonly Row[]; call: string; query: URLSearchParams };

/** The figures that were asked for, as the chosen plot. */
export function ExploreFigure({ exploration, rows, call, query }: Props) {
  const { group, plot } = exploration;
  const by = measureNamed(exploration.measures[0] ?? null, 'releases');
  const { title, unit, colour } = measures[by];
  const columns = columnsOf(exploration);
  const ranked = (choose?: Choose<Row>): Ranked[] =>
    rows.slice(0, 50).map((row, at) => ({
      rank: at + 1,
      name: nameOf(row, exploration),
      label: <EntityLink row={row} exploration={exploration} />,
      figure: row[by],
      show: choose && (() => choose(row)),
    }));
  const draw = plotOf(exploration, rows, by);
  return (
    <Figure
      key={plot}
      name="explore"
      title={`${title} by ${group.map((one) => one.title.toLowerCase()).join(' and ') || 'all movies'}`}
      subtitle={isMoney(by) ? dollarsOf(query) : unit}
      calls={[call]}
      isPaged
      rows={rows}
      columns={columns}
      isLarge
      empty={rows.length === 0 && 'No movie matches: remove a filter or choose other years.'}
      choiceOf={(row) => choiceOf(row, exploration, by)}
      {...(draw !== undefined && { draw })}
      {...(plot === 'ranking' && {
        drawExport: (width: number) => drawRanking(ranked(), by, colour, width),
      })}
      show={(choose) =>
        plot === 'ranking' ? (
          <RankingBars rows={ranked(choose)} measure={by} colour={colour} />
        ) : (
          <DataTable caption={title} columns={columns} rows={rows} choose={(row) => () => choose(row)} />
        )
      }
      legend={
        (plot === 'stack' || (plot === 'line' && group.length > 1)) && (
          <Legend names={leading(rows, exploration, by)} />
        )
      }
    />
  );
}

/** The name of a group, which leads to its view where it has one. */
function EntityLink({ row, exploration }: { row: Row; exploration: Exploration }) {
  const [first, ...others] = exploration.group;
  const place = others.length === 0 ? placeOf(first?.name ?? '') : undefined;
  const name = nameOf(row, exploration);
  return place === undefined ? name : <a href={linkTo(`${place}/${keyOf(row, first?.name)}`)}>{name}</a>;
}

/** Returns the path of the views of a dimension; undefined where its values have none. */
function placeOf(dimension: string): string | undefined {
  const places: Record<string, string> = {
    company: '/companies',
    genre: '/genres',
    collection: '/collections',
  };
  const isPerson = ['director', 'writer', 'producer', 'composer', 'actor'].includes(dimension);
  return isPerson ? '/people' : places[dimension];
}

const choiceOf = (row: Row, exploration: Exploration, measure: MeasureName): Choice | undefined =>
  row.links && { title: nameOf(row, exploration), link: row.links.movies, measure, figure: row[measure] };

function columnsOf({ group, measures: names }: Exploration): Column<Row>[] {
  const shown = [...new Set([...names, 'releases'])].map((name) => measureNamed(name, 'releases'));
  return [
    ...group.map(
      ({ name, title, isTime }): Column<Row> => ({
        title,
        value: (row) => (isTime ? keyOf(row, name) : cellName(row, name)),
        cell: (row) => cellName(row, name),
      }),
    ),
    ...shown.flatMap((name): Column<Row>[] => [
      {
        title: `${measures[name].title} (${measures[name].unit})`,
        isNumber: true,
        value: (row) => numberOf(row[name]),
      },
      ...(name === 'releases'
        ? []
        : [
            {
              title: `${measures[name].title}: known`,
              isNumber: true,
              value: (row: Row) => knownOf(row[name]),
            },
          ]),
    ]),
  ];
}
