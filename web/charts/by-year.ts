import * as Plot from '@observablehq/plot';
import {
  type Change,
  type Figure,
  knownOf,
  type MeasureName,
  measures,
  numberOf,
  writeChange,
  writeCoverage,
  writeFigure,
} from '../measures.js';
import type { Choose } from '../parts/choice.js';
import { finish } from './finish.js';

/** A row of figures of one year, with the link to its movies. */
export type YearRow = {
  year: number;
  releases: number;
  links?: { movies: string };
  change?: Change;
} & Partial<Record<MeasureName, Figure>>;

export type ByYear = {
  measure: MeasureName;
  rows: readonly YearRow[];
  /** First and last year of the axis, which several plots share. */
  years: readonly [number, number];
  width: number;
  height: number;
  choose: Choose<YearRow>;
};

type Point = {
  year: number;
  value: number | null;
  share: number;
  text: string;
  row: YearRow;
};

const margin = { left: 54, right: 8 };

/** One measure per year. A year without a known figure is a gap with a dot on the ground, never a bar of 0. */
export function byYearChart({ measure, rows, years, width, height, choose }: ByYear): HTMLElement {
  const { title, colour, tick } = measures[measure];
  const points = rows.filter(({ releases }) => releases > 0).map((row) => toPoint(row, measure));
  const known = points.filter(({ value }) => value !== null);
  const hasCoverage = rows.some((row) => knownOf(row[measure]) !== undefined);
  const x = {
    domain: [years[0] - 0.5, years[1] + 0.5],
    tickFormat: 'd',
    tickSize: 4,
    label: null,
    ticks: width / 80,
  };
  const bar = (width - margin.left - margin.right) / (years[1] - years[0] + 1);
  const inset = bar > 8 ? 1 : bar > 4 ? 0.5 : 0.2;
  const chart = Plot.plot({
    width,
    height: height - (hasCoverage ? 24 : 0),
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: 12,
    marginBottom: 24,
    x,
    y: {
      label: null,
      tickFormat: tick,
      tickSize: 0,
      ticks: Math.max(3, height / 60),
      nice: true,
      zero: true,
    },
    marks: [
      Plot.gridY({ ticks: Math.max(3, height / 60), stroke: 'var(--grid)', strokeOpacity: 1 }),
      Plot.ruleY([0], { stroke: 'var(--axis)' }),
      Plot.rectY(known, {
        x1: (point: Point) => point.year - 0.5,
        x2: (point: Point) => point.year + 0.5,
        y: 'value',
        insetLeft: inset,
        insetRight: inset,
        fill: measure === 'profit' ? (point: Point) => ((point.value ?? 0) < 0 ? 'loss' : 'gain') : colour,
        ariaLabel: 'text',
      }),
      Plot.dot(
        points.filter(({ value }) => value === null),
        { x: 'year', y: () => 0, r: 1.1, fill: 'var(--faint)', ariaLabel: 'text' },
      ),
      Plot.tip(
        points,
        Plot.pointerX({ x: 'year', y: (point: Point) => point.value ?? 0, title: 'text', ...tipLook }),
      ),
    ],
    color: { type: 'categorical', domain: ['gain', 'loss'], range: ['var(--profit)', 'var(--loss)'] },
  });
  const coverage = hasCoverage && coverageStrip(points, years, width, inset);
  const scale = { x: chart.scale('x'), y: chart.scale('y') };
  const stops = points.map(({ year, value, text, row }) => ({
    x: scale.x?.apply(year) as number,
    y: scale.y?.apply(value ?? 0) as number,
    text,
    row,
  }));
  const whole = document.createElement('div');
  whole.append(chart, ...(coverage ? [coverage] : []));
  return finish(whole, `${title} by release year, ${years[0]} to ${years[1]}`, { stops, choose, near: 'x' });
}

/** The style of a tip, in the page's colours. */
export const tipLook = {
  fill: 'var(--raised)',
  stroke: 'var(--line)',
  textPadding: 9,
  fontSize: 12,
  lineHeight: 1.35,
  pathFilter: 'drop-shadow(0 2px 6px rgb(0 0 0 / .18))',
} as const;

/** Below the plot: the share of each year's releases whose figure is known. */
function coverageStrip(
  points: readonly Point[],
  years: ByYear['years'],
  width: number,
  inset: number,
): Element {
  return Plot.plot({
    width,
    height: 20,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: 3,
    marginBottom: 3,
    x: { domain: [years[0] - 0.5, years[1] + 0.5], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.frame({ stroke: null, fill: 'var(--well)' }),
      Plot.rectY(points, {
        x1: (point: Point) => point.year - 0.5,
        x2: (point: Point) => point.year + 0.5,
        y: 'share',
        insetLeft: inset,
        insetRight: inset,
        fill: 'var(--coverage)',
      }),
      Plot.text(['known'], {
        frameAnchor: 'left',
        dx: -margin.left + 2,
        fill: 'var(--muted)',
        fontSize: 10.5,
      }),
    ],
  });
}

function toPoint(row: YearRow, measure: MeasureName): Point {
  const figure = row[measure];
  const coverage = writeCoverage(figure, row.releases);
  return {
    year: row.year,
    value: numberOf(figure),
    row,
    share: row.releases > 0 ? (knownOf(figure) ?? row.releases) / row.releases : 0,
    text: [`${row.year}`, writeFigure(measure, figure), writeChange(measure, row.change), coverage]
      .filter(Boolean)
      .join('\n'),
  };
}
