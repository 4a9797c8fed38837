import type { CompaniesIdReleasesByGenreByYearData } from 'api-types';
import { pathOf } from '../api-client.js';
import { colourOf, type GenrePart, genreParts, genreStacks, topGenres } from '../charts/genre-stacks.js';
import type { Column } from '../parts/data-table.js';
import { Figure } from '../parts/figure.js';
import { linkTo } from '../route.js';

type GenresOfProps = {
  answer: CompaniesIdReleasesByGenreByYearData;
  years: readonly [number, number];
  path: string;
  parameters: Record<string, string | number | undefined>;
};

/** Releases by genre: stacked by year, or in all. */
export function GenresOf({ answer, years, path, parameters }: GenresOfProps) {
  const rows = answer.data;
  const names = topGenres(rows);
  const parts = genreParts(rows);
  return (
    <Figure
      name="genres"
      title="Releases by genre"
      subtitle="A movie counts in each of its genres, so a year’s stack is higher than its releases."
      calls={[pathOf(path, parameters)]}
      rows={parts}
      columns={genreColumns}
      legend={
        <ul class="legend">
          {names.map((name, at) => (
            <li key={name}>
              <i aria-hidden="true" style={{ background: colourOf(name, at) }} />
              {name}{' '}
              {parts.filter(({ genre }) => genre === name).reduce((sum, { releases }) => sum + releases, 0) ||
                ''}
            </li>
          ))}
        </ul>
      }
      empty={names.length === 0 && 'No genre is known of these movies.'}
      choiceOf={genreChoice}
      draw={(width, choose) => genreStacks(rows, names, years, width, choose)}
    />
  );
}

const genreChoice = ({ year, genre, id, releases, link }: GenrePart) => ({
  title: id === undefined ? String(year) : `${year} · ${genre}`,
  link: id === undefined ? link : withGenre(link, id),
  measure: 'releases' as const,
  figure: releases,
});

/** Narrows the movies of a year to those of a genre. */
function withGenre(link: string, id: number): string {
  const [path, query] = link.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('genre', String(id));
  return `${path}?${parameters}`;
}

const genreColumns: Column<GenrePart>[] = [
  { title: 'Year', value: ({ year }) => year, cell: ({ year }) => year },
  {
    title: 'Genre',
    value: ({ genre }) => genre,
    cell: ({ id, genre }) => <a href={linkTo(`/genres/${id}`)}>{genre}</a>,
  },
  { title: 'Releases', isNumber: true, value: ({ releases }) => releases },
];
