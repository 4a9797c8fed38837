import * as Plot from '@observablehq/plot';
import { plural } from '../format.js';
import type { Choose } from '../parts/choice.js';
import { tipLook } from './by-year.js';
import { finish } from './finish.js';
import { seriesColour } from './lines.js';

export type GenreYear = {
  year: number;
  releases: number;
  genres: { id: number; name: string; releases: number }[];
  links?: { movies: string } | undefined;
};

/** A part of a stack: the movies of a year in a genre, or in all other genres (no id). */
export type GenrePart = { year: number; genre: string; id?: number; releases: number; link: string };
type Part = { year: number; genre: string; from: number; to: number; text: string; row: GenrePart };

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

export const colourOf = (name: string, at: number): string =>
  name === others ? 'var(--other)' : seriesColour(at);

/** Releases by genre, stacked; a movie stands in each of its genres. */
export function genreStacks(
  rows: readonly GenreYear[],
  names: readonly string[],
  years: readonly [number, number],
  width: number,
  choose: Choose<GenrePart>,
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
  const stops = parts.map(({ year, from, to, text, row }) => ({
    x: x?.apply(year) as number,
    y: y?.apply((from + to) / 2) as number,
    text,
    row,
  }));
  return finish(chart, `Releases by genre and year, ${years[0]} to ${years[1]}`, { stops, choose });
}

/** Every genre of every year, with its link. */
export const genreParts = (rows: readonly GenreYear[]): GenrePart[] =>
  rows.flatMap(({ year, genres, links }) =>
    genres.map(({ id, name, releases }) => ({ year, genre: name, id, releases, link: links?.movies ?? '' })),
  );

function partsOf({ year, releases, genres, links }: GenreYear, names: readonly string[]): Part[] {
  const counts = new Map<string, { number: number; id?: number }>();
  for (const { id, name, releases: number } of genres) {
    const isNamed = names.includes(name);
    const before = counts.get(isNamed ? name : others)?.number ?? 0;
    counts.set(isNamed ? name : others, { number: before + number, ...(isNamed && { id }) });
  }
  let from = 0;
  return names.flatMap((genre) => {
    const found = counts.get(genre);
    if (found === undefined) return [];
    const to = from + found.number;
    const text = textOf(year, genre, found.number, releases);
    const row = {
      year,
      genre,
      releases: found.number,
      link: links?.movies ?? '',
      ...(found.id !== undefined && { id: found.id }),
    };
    const part = { year, genre, from, to, text, row };
    from = to;
    return [part];
  });
}

const textOf = (year: number, genre: string, number: number, releases: number): string =>
  `${year} · ${genre}\n${plural(number, 'movie')}\nof ${plural(releases, 'release')} in the year`;
