import * as Plot from '@observablehq/plot';
import { h } from '../elements.js';
import { plural } from '../format.js';
import { tipLook } from './by-year.js';
import { finish } from './finish.js';

export type GenreYear = {
  year: number;
  releases: number;
  genres: { id: number; name: string; releases: number }[];
};

type Part = { year: number; genre: string; from: number; to: number; text: string };

const shown = 7;
const others = 'Other genres';

/** Returns the genres with most releases, which get a colour each; the others share one. */
export function topGenres(rows: readonly GenreYear[]): string[] {
  const totals = new Map<string, number>();
  for (const { genres } of rows)
    for (const { name, releases } of genres) totals.set(name, (totals.get(name) ?? 0) + releases);
  const names = [...totals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  return names.length > shown + 1 ? [...names.slice(0, shown), others] : names;
}

export const seriesColour = (at: number): string => `var(--series-${at + 1})`;
const colourOf = (name: string, at: number): string => (name === others ? 'var(--other)' : seriesColour(at));

/** The legend of the colours. */
export const genreLegend = (names: readonly string[]): HTMLElement =>
  h(
    'ul',
    { class: 'legend' },
    names.map((name, at) => {
      const swatch = h('i', { 'aria-hidden': 'true' });
      swatch.style.background = colourOf(name, at);
      return h('li', {}, swatch, name);
    }),
  );

/** Releases by genre, stacked; a movie stands in each of its genres. */
export function genreStacks(
  rows: readonly GenreYear[],
  names: readonly string[],
  years: readonly [number, number],
  width: number,
): HTMLElement {
  const parts = rows.flatMap((row) => partsOf(row, names));
  const bar = (width - 62) / (years[1] - years[0] + 1);
  const inset = bar > 8 ? 1 : bar > 4 ? 0.5 : 0.2;
  const box = {
    x1: (part: Part) => part.year - 0.5,
    x2: (part: Part) => part.year + 0.5,
    y1: 'from',
    y2: 'to',
  };
  const chart = Plot.plot({
    width,
    height: Math.max(240, Math.min(340, width * 0.42)),
    marginLeft: 54,
    marginRight: 8,
    marginTop: 12,
    marginBottom: 24,
    x: { domain: [years[0] - 0.5, years[1] + 0.5], tickFormat: 'd', label: null, ticks: width / 80 },
    y: { label: null, tickSize: 0, nice: true, tickFormat: 'd' },
    color: { domain: names, range: names.map(colourOf) },
    marks: [
      Plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1 }),
      Plot.rect(parts, { ...box, fill: 'genre', insetLeft: inset, insetRight: inset, ariaLabel: 'text' }),
      Plot.ruleY([0], { stroke: 'var(--axis)' }),
      Plot.tip(
        parts,
        Plot.pointer({
          x: 'year',
          y: (part: Part) => (part.from + part.to) / 2,
          title: 'text',
          ...tipLook,
        }),
      ),
    ],
  });
  const [x, y] = [chart.scale('x'), chart.scale('y')];
  const stops = parts.map(({ year, from, to, text }) => ({
    x: x?.apply(year) as number,
    y: y?.apply((from + to) / 2) as number,
    text,
  }));
  return finish(chart, `Releases by genre and year, ${years[0]} to ${years[1]}`, stops);
}

function partsOf({ year, releases, genres }: GenreYear, names: readonly string[]): Part[] {
  const counts = new Map<string, number>();
  for (const genre of genres) {
    const name = names.includes(genre.name) ? genre.name : others;
    counts.set(name, (counts.get(name) ?? 0) + genre.releases);
  }
  let from = 0;
  return names.flatMap((genre) => {
    const number = counts.get(genre);
    if (number === undefined) return [];
    const part = { year, genre, from, to: from + number, text: textOf(year, genre, number, releases) };
    from += number;
    return [part];
  });
}

const textOf = (year: number, genre: string, number: number, releases: number): string =>
  `${year} · ${genre}\n${plural(number, 'entry', 'entries')}\nof ${plural(releases, 'release')} in the year`;
