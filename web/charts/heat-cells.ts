import * as Plot from '@observablehq/plot';
import type { Choose } from '../parts/choice.js';
import { tipLook } from './by-year.js';
import { finish } from './finish.js';

type HeatCell<Row> = { x: string; y: string; value: number | null; text: string; row: Row };

type HeatCells<Row> = { cells: readonly HeatCell<Row>[]; label: string; width: number; choose: Choose<Row> };

/** Rows that are drawn, those with the largest figures first. */
const mostRows = 24;

/** A figure for each pair of groups: the darker, the nearer to the largest. */
export function heatCells<Row>({ cells, label, width, choose }: HeatCells<Row>): HTMLElement {
  const totals = new Map<string, number>();
  for (const { y, value } of cells) totals.set(y, (totals.get(y) ?? 0) + Math.abs(value ?? 0));
  const rows = [...totals]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostRows)
    .map(([name]) => name);
  const shown = cells.filter(({ y }) => rows.includes(y));
  const largest = Math.max(...shown.map(({ value }) => value ?? 0), 0);
  const columns = [...new Set(shown.map(({ x }) => x))];
  const room = Math.max(width, Math.min(1400, 150 + columns.length * 9));
  const each = Math.ceil((columns.length * 62) / (room - 150));
  const chart = Plot.plot({
    width: room,
    height: rows.length * 23 + 40,
    marginLeft: 140,
    marginRight: 8,
    marginTop: 6,
    marginBottom: 30,
    padding: columns.length > 60 ? 0 : 0.08,
    x: {
      type: 'band',
      domain: columns,
      label: null,
      tickSize: 0,
      ticks: columns.filter((_, at) => at % each === 0),
    },
    y: {
      type: 'band',
      domain: rows,
      label: null,
      tickSize: 0,
      tickFormat: (name: string) => (name.length > 20 ? `${name.slice(0, 19)}…` : name),
    },
    marks: [
      Plot.cell(shown, {
        x: 'x',
        y: 'y',
        fill: { value: (cell: HeatCell<Row>) => shadeOf(cell.value, largest), scale: null },
        // An empty frame is an unknown figure.
        stroke: {
          value: (cell: HeatCell<Row>) => (cell.value === null ? 'var(--line)' : 'none'),
          scale: null,
        },
        ariaLabel: 'text',
      }),
      Plot.tip(shown, Plot.pointer({ x: 'x', y: 'y', title: 'text', maxRadius: 30, ...tipLook })),
    ],
  });
  const [x, y] = [chart.scale('x'), chart.scale('y')];
  const stops = shown.map(({ x: column, y: row, text, row: of }) => ({
    x: (x?.apply(column) as number) + (x?.bandwidth ?? 0) / 2,
    y: (y?.apply(row) as number) + (y?.bandwidth ?? 0) / 2,
    text,
    row: of,
  }));
  return finish(chart, label, { stops, choose });
}

const shadeOf = (value: number | null, largest: number): string =>
  value === null || largest <= 0
    ? 'none'
    : `color-mix(in oklab, var(--heat-high) ${Math.round((100 * Math.max(0, value)) / largest)}%, var(--heat-low))`;
