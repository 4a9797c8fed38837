import * as Plot from '@observablehq/plot';
import {
  type Figure,
  type MeasureName,
  measures,
  numberOf,
  writeCoverage,
  writeFigure,
} from '../measures.js';
import { tipLook } from './by-year.js';
import { finish } from './finish.js';
import { seriesColour } from './genre-stacks.js';

export type SubjectYear = { genre: { id: number; name: string }; year: number; releases: number } & {
  [measure: string]: Figure | { id: number; name: string };
};

type Point = { year: number; name: string; value: number | null; text: string };

/** One line for each genre, broken where nothing is known. */
export function compareLines(
  rows: readonly SubjectYear[],
  names: readonly string[],
  measure: MeasureName,
  width: number,
): HTMLElement {
  const points = rows.map((row) => toPoint(row, measure));
  const known = points.filter(({ value }) => value !== null);
  const chart = Plot.plot({
    width,
    height: Math.max(260, Math.min(420, width * 0.45)),
    marginLeft: 54,
    marginRight: 12,
    marginTop: 12,
    marginBottom: 24,
    x: { tickFormat: 'd', label: null, ticks: width / 80 },
    y: { label: null, tickSize: 0, nice: true, zero: true, tickFormat: measures[measure].tick },
    color: { domain: names, range: names.map((_, at) => seriesColour(at)) },
    marks: [
      Plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1 }),
      Plot.ruleY([0], { stroke: 'var(--axis)' }),
      Plot.lineY(points, { x: 'year', y: 'value', z: 'name', stroke: 'name', strokeWidth: 1.8 }),
      Plot.dot(known, { x: 'year', y: 'value', fill: 'name', r: 2, ariaLabel: 'text' }),
      Plot.tip(known, Plot.pointer({ x: 'year', y: 'value', title: 'text', ...tipLook })),
    ],
  });
  const [x, y] = [chart.scale('x'), chart.scale('y')];
  const stops = known.map(({ year, value, text }) => ({
    x: x?.apply(year) as number,
    y: y?.apply(value) as number,
    text,
  }));
  return finish(chart, `${measures[measure].title} of ${names.join(', ')} by year`, stops);
}

function toPoint(row: SubjectYear, measure: MeasureName): Point {
  const figure = (measure === 'releases' ? row.releases : row[measure]) as Figure | undefined;
  const text = [
    `${row.year} · ${row.genre.name}`,
    writeFigure(measure, figure),
    writeCoverage(figure, row.releases),
  ];
  return {
    year: row.year,
    name: row.genre.name,
    value: row.releases === 0 && measure !== 'releases' ? null : numberOf(figure),
    text: text.filter(Boolean).join('\n'),
  };
}
