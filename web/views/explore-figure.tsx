import { exploreBars } from '../charts/explore-bars.js';
import { heatCells } from '../charts/heat-cells.js';
import { type LinePoint, lines, seriesColour } from '../charts/lines.js';
import { drawRanking, type Ranked, RankingBars } from '../charts/ranking-bars.js';
import { stacks } from '../charts/stacks.js';
import {
  isMoney,
  knownOf,
  type MeasureName,
  measureNamed,
  measures,
  numberOf,
  writeFigure,
} from '../measures.js';
import type { Choice, Choose } from '../parts/choice.js';
import { dollarsOf } from '../parts/controls.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Figure } from '../parts/figure.js';
import type { Exploration } from './exploration.js';
import { cellName, type ExploredRow, keyOf, leading, nameOf } from './explore-cells.js';

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
      label: nameOf(row, exploration),
      figure: row[by],
      show: choose && (() => choose(row)),
    }));
  const draw = drawOf(exploration, rows, by);
  return (
    <Figure
      key={plot}
      name="explore"
      title={`${title} by ${group.map((one) => one.title.toLowerCase()).join(' and ') || 'all movies'}`}
      subtitle={isMoney(by) ? dollarsOf(query) : unit}
      calls={[call]}
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
      legend={plot === 'stack' && <Legend names={leading(rows, exploration, by)} />}
    />
  );
}

const Legend = ({ names }: { names: readonly string[] }) => (
  <ul class="legend">
    {names.map((name, at) => (
      <li key={name}>
        <i aria-hidden="true" style={{ background: seriesColour(at) }} />
        {name}
      </li>
    ))}
  </ul>
);

/** Returns how the chosen plot is drawn; undefined where it consists of elements. */
function drawOf(exploration: Exploration, rows: readonly Row[], by: MeasureName) {
  const { plot, group } = exploration;
  const { title, tick, write } = measures[by];
  const label = `${title} by ${group.map((one) => one.title.toLowerCase()).join(' and ')}`;
  const names = leading(rows, exploration, by);
  const shown = rows.filter((row) => group.length < 2 || names.includes(cellName(row, group[1]?.name)));
  const text = (row: Row): string =>
    [nameOf(row, exploration), `${title}: ${writeFigure(by, row[by])}`].join('\n');
  const points = (): LinePoint<Row>[] =>
    shown.map((row) => ({
      series: group.length < 2 ? title : cellName(row, group[1]?.name),
      x: Number(keyOf(row, group[0]?.name)),
      value: numberOf(row[by]),
      text: text(row),
      row,
    }));
  if (plot === 'bars')
    return (width: number, choose: Choose<Row>) =>
      exploreBars({
        bars: rows.map((row) => ({
          x: cellName(row, group[0]?.name),
          value: numberOf(row[by]),
          text: text(row),
          row,
        })),
        measure: by,
        label,
        width,
        choose,
      });
  if (plot === 'line')
    return (width: number, choose: Choose<Row>) =>
      lines({
        points: withGaps(points()),
        names: group.length < 2 ? [title] : names,
        label,
        width,
        tick,
        write,
        choose,
      });
  if (plot === 'stack')
    return (width: number, choose: Choose<Row>) =>
      stacks({
        parts: shown.map((row) => ({
          x: cellName(row, group[0]?.name),
          series: cellName(row, group[1]?.name),
          value: numberOf(row[by]),
          text: text(row),
          row,
        })),
        names,
        label,
        width,
        tick,
        choose,
      });
  if (plot === 'heat')
    return (width: number, choose: Choose<Row>) =>
      heatCells({
        cells: rows.map((row) => ({
          x: cellName(row, group[0]?.name),
          y: cellName(row, group[1]?.name),
          value: numberOf(row[by]),
          text: text(row),
          row,
        })),
        label,
        width,
        choose,
      });
  return undefined;
}

/** Adds unknown values for the years between, so that a line breaks where there is no movie. */
function withGaps(points: readonly LinePoint<Row>[]): LinePoint<Row>[] {
  const xs = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  const series = [...new Set(points.map((point) => point.series))];
  return series.flatMap((name) => {
    const own = new Map(points.filter((point) => point.series === name).map((point) => [point.x, point]));
    const [first] = own.values();
    if (first === undefined) return [];
    return xs.map((x) => own.get(x) ?? { ...first, x, value: null });
  });
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
