import { exploreBars } from '../charts/explore-bars.js';
import { heatCells } from '../charts/heat-cells.js';
import { type LinePoint, lines } from '../charts/lines.js';
import { stacks } from '../charts/stacks.js';
import { type MeasureName, measures, numberOf, writeFigure } from '../measures.js';
import type { Choose } from '../parts/choice.js';
import type { Exploration } from './exploration.js';
import { cellName, type ExploredRow, keyOf, leading, nameOf } from './explore-cells.js';

/** Returns how the chosen plot is drawn; undefined where it consists of elements. */
export function plotOf(exploration: Exploration, rows: readonly ExploredRow[], by: MeasureName) {
  const { plot, group } = exploration;
  const { title, tick, write } = measures[by];
  const label = `${title} by ${group.map((one) => one.title.toLowerCase()).join(' and ')}`;
  const names = leading(rows, exploration, by);
  const shown = rows.filter((row) => group.length < 2 || names.includes(cellName(row, group[1]?.name)));
  const text = (row: ExploredRow): string =>
    [nameOf(row, exploration), `${title}: ${writeFigure(by, row[by])}`].join('\n');
  const points = (): LinePoint<ExploredRow>[] =>
    shown.map((row) => ({
      series: group.length < 2 ? title : cellName(row, group[1]?.name),
      x: Number(keyOf(row, group[0]?.name)),
      value: numberOf(row[by]),
      text: text(row),
      row,
    }));
  if (plot === 'bars')
    return (width: number, choose: Choose<ExploredRow>) =>
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
    return (width: number, choose: Choose<ExploredRow>) =>
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
    return (width: number, choose: Choose<ExploredRow>) =>
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
    return (width: number, choose: Choose<ExploredRow>) =>
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
function withGaps(points: readonly LinePoint<ExploredRow>[]): LinePoint<ExploredRow>[] {
  const xs = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  const series = [...new Set(points.map((point) => point.series))];
  return series.flatMap((name) => {
    const own = new Map(points.filter((point) => point.series === name).map((point) => [point.x, point]));
    const [first] = own.values();
    if (first === undefined) return [];
    return xs.map((x) => own.get(x) ?? { ...first, x, value: null });
  });
}
