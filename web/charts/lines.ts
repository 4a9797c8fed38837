import * as Plot from '@observablehq/plot';
import type { Choose } from '../parts/choice.js';
import { tipLook } from './by-year.js';
import { finish } from './finish.js';

/** A value of a line; `row` is what a click on it chooses. */
export type LinePoint<Row> = { series: string; x: number; value: number | null; text: string; row: Row };

type Lines<Row> = {
  points: readonly LinePoint<Row>[];
  /** The names of the lines, in the order of their colours. */
  names: readonly string[];
  label: string;
  width: number;
  isLog?: boolean;
  tick(value: number): string;
  write(value: number): string;
  choose: Choose<Row>;
};

export const seriesColour = (at: number): string => `var(--series-${at + 1})`;

/** Room at the end of the lines for their names. */
const labelRoom = 118;
const lineHeight = 13;

/** One line for each name, broken where nothing is known, named at its end; the tip has all values of a year. */
export function lines<Row>({
  points,
  names,
  label,
  width,
  isLog = false,
  tick,
  write,
  choose,
}: Lines<Row>): HTMLElement {
  const shown = isLog ? points.filter(({ value }) => value === null || value > 0) : points;
  const known = shown.filter(({ value }) => value !== null);
  const isLabelled = width > 560 && names.length > 1;
  const options = (ends: readonly End[]): Plot.PlotOptions => ({
    width,
    height: Math.max(260, Math.min(420, width * 0.45)),
    marginLeft: 58,
    marginRight: isLabelled ? labelRoom : 12,
    marginTop: 12,
    marginBottom: 24,
    // Years before and after the known values say nothing.
    x: { tickFormat: 'd', label: null, ticks: width / 80, domain: extentOf(known) },
    y: {
      label: null,
      tickSize: 0,
      nice: true,
      tickFormat: tick,
      ticks: 6,
      ...(isLog ? { type: 'log' as const, ticks: 4 } : { zero: true }),
    },
    color: { domain: [...names], range: names.map((_, at) => seriesColour(at)) },
    marks: [
      Plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: isLog ? 4 : 6 }),
      ...(isLog ? [] : [Plot.ruleY([0], { stroke: 'var(--axis)' })]),
      Plot.lineY(shown, { x: 'x', y: 'value', z: 'series', stroke: 'series', strokeWidth: 1.8 }),
      Plot.dot(known, { x: 'x', y: 'value', fill: 'series', r: 2, ariaLabel: 'text' }),
      Plot.text(ends, { x: 'x', y: 'y', text: 'series', fill: 'var(--ink)', textAnchor: 'start', dx: 8 }),
      Plot.tip(tipsOf(known, names, write), Plot.pointerX({ x: 'x', y: 'y', title: 'text', ...tipLook })),
    ],
  });
  const first = Plot.plot(options([]));
  const chart = isLabelled ? Plot.plot(options(endsOf(known, names, first))) : first;
  const [x, y] = [chart.scale('x'), chart.scale('y')];
  const stops = known.map(({ x: at, value, text, row }) => ({
    x: x?.apply(at) as number,
    y: y?.apply(value) as number,
    text,
    row,
  }));
  return finish(chart, label, { stops, choose });
}

const extentOf = <Row>(known: readonly LinePoint<Row>[]): [number, number] => {
  const years = known.map(({ x }) => x);
  return [Math.min(...years), Math.max(...years)];
};

type End = { series: string; x: number; y: number };

/** Returns where the names stand: at the last value of each line, moved apart where they would overlap. */
function endsOf<Row>(
  known: readonly LinePoint<Row>[],
  names: readonly string[],
  plot: ReturnType<typeof Plot.plot>,
): End[] {
  const y = plot.scale('y');
  const right = Math.max(...known.map(({ x }) => x));
  let lowest = Number.NEGATIVE_INFINITY;
  return names
    .flatMap((series) => {
      const last = known.filter((point) => point.series === series).at(-1);
      return last === undefined ? [] : [{ series, at: y?.apply(last.value) as number }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ series, at }) => {
      lowest = Math.max(at, lowest + lineHeight);
      return {
        series: series.length > 17 ? `${series.slice(0, 16)}…` : series,
        x: right,
        y: y?.invert?.(lowest) as number,
      };
    });
}

/** One tip for each year: the values of all lines, largest first. */
function tipsOf<Row>(
  known: readonly LinePoint<Row>[],
  names: readonly string[],
  write: (value: number) => string,
) {
  const years = new Map<number, LinePoint<Row>[]>();
  for (const point of known) years.set(point.x, [...(years.get(point.x) ?? []), point]);
  return [...years].map(([x, all]) => {
    const ordered = [...all].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
    const rest = names.length - all.length;
    const list = ordered.map(({ series, value }) => `${series}: ${write(value ?? 0)}`);
    return {
      x,
      y: ordered[0]?.value ?? 0,
      text: [String(x), ...list, ...(rest > 0 ? [`not known: ${rest}`] : [])].join('\n'),
    };
  });
}
