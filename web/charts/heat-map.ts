import * as Plot from '@observablehq/plot';
import {
  type Change,
  type Figure,
  type MeasureName,
  measures,
  numberOf,
  writeCoverage,
  writeFigure,
} from '../measures.js';
import type { Choose } from '../parts/choice.js';
import { tipLook } from './by-year.js';
import { finish, type Stop } from './finish.js';

export type RankedGenre = {
  /** Each figure less that of the edition compared. */
  change?: Change;
  year: number;
  rank: number | null;
  genre: { id: number; name: string };
  releases: number;
  links?: { movies: string };
} & Partial<Record<MeasureName, Figure>>;

type Cell = {
  year: number;
  genre: string;
  rank: number | null;
  shade: string;
  text: string;
  row: RankedGenre;
};

/** Genres by year: the darker, the closer to the year's winner, which has a dot. Genres with most wins are on top. */
export function heatMap(
  rows: readonly RankedGenre[],
  by: MeasureName,
  width: number,
  choose: Choose<RankedGenre>,
): HTMLElement {
  const best = new Map<number, number>();
  for (const row of rows) if (row.rank === 1) best.set(row.year, figureOf(row, by) ?? 0);
  const cells = rows.map((row) => toCell(row, by, best.get(row.year)));
  const genres = orderByWins(cells);
  const years = [...new Set(cells.map(({ year }) => year))].sort((a, b) => a - b);
  const span = Array.from(
    { length: (years.at(-1) ?? 0) - (years[0] ?? 0) + 1 },
    (_, at) => (years[0] ?? 0) + at,
  );
  const room = Math.max(width, 620);
  const step = Math.ceil(span.length / (room / 56) / 5) * 5;
  const cellWidth = (room - 116) / span.length;
  const chart = Plot.plot({
    width: room,
    height: genres.length * 23 + 34,
    marginLeft: 108,
    marginRight: 8,
    marginTop: 6,
    marginBottom: 26,
    padding: cellWidth > 8 ? 0.08 : 0,
    x: {
      type: 'band',
      domain: span,
      ticks: span.filter((year) => year % step === 0),
      tickFormat: (year: number) => String(year),
      label: null,
      tickSize: 4,
    },
    y: { type: 'band', domain: genres, label: null, tickSize: 0 },
    marks: [
      Plot.cell(cells, {
        x: 'year',
        y: 'genre',
        fill: { value: (cell: Cell) => cell.shade, scale: null },
        // An empty frame is an unknown figure.
        stroke: { value: (cell: Cell) => (cell.shade === 'none' ? 'var(--line)' : 'none'), scale: null },
        ariaLabel: 'text',
      }),
      Plot.dot(
        cells.filter(({ rank }) => rank === 1),
        {
          x: 'year',
          y: 'genre',
          r: Math.max(1.6, Math.min(4.5, cellWidth / 2.6)),
          fill: 'var(--winner)',
          stroke: 'var(--winner-edge)',
          strokeWidth: cellWidth > 6 ? 1 : 0.5,
          ariaLabel: (cell: Cell) => `winner: ${cell.text}`,
        },
      ),
      Plot.tip(cells, Plot.pointer({ x: 'year', y: 'genre', title: 'text', maxRadius: 20, ...tipLook })),
    ],
  });
  const [x, y] = [chart.scale('x'), chart.scale('y')];
  const stopOf = ({ year, genre, text, row }: Cell): Stop<RankedGenre> => ({
    x: (x?.apply(year) as number) + cellWidth / 2,
    y: (y?.apply(genre) as number) + 11,
    text,
    row,
  });
  return finish(
    chart,
    `Genres by year, ranked by ${measures[by].title.toLowerCase()}; the arrows go from winner to winner`,
    {
      stops: cells.filter(({ rank }) => rank === 1).map(stopOf),
      targets: cells.map(stopOf),
      choose,
    },
  );
}

function toCell(row: RankedGenre, by: MeasureName, best: number | undefined): Cell {
  const value = figureOf(row, by);
  const figure = row[by];
  const share = value === null || !best || best <= 0 ? null : Math.max(0, value / best);
  const rank = row.rank === null ? 'not ranked' : `rank ${row.rank} of the year`;
  const coverage = writeCoverage(figure, row.releases);
  return {
    year: row.year,
    genre: row.genre.name,
    rank: row.rank,
    row,
    shade:
      share === null
        ? 'none'
        : `color-mix(in oklab, var(--heat-high) ${Math.round(share * 100)}%, var(--heat-low))`,
    text: [
      `${row.year} · ${row.genre.name}`,
      `${measures[by].title}: ${writeFigure(by, figure)}`,
      coverage,
      rank,
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

const figureOf = (row: RankedGenre, by: MeasureName): number | null => numberOf(row[by]);

function orderByWins(cells: readonly Cell[]): string[] {
  const wins = new Map<string, number>();
  for (const { genre, rank } of cells) wins.set(genre, (wins.get(genre) ?? 0) + (rank === 1 ? 1 : 0));
  return [...wins].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
}
