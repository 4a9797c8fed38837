import type { PeopleIdData } from 'api-types';
import { ask } from '../api-client.js';
import { decimal, dollars, plural } from '../format.js';
import { DataTable } from '../parts/data-table.js';
import { changedLink, linkTo } from '../route.js';
import { Footnote, ViewHead } from './headline.js';
import { MovieTotalsList } from './movie-rows.js';
import type { View } from './view.js';

type Part = PeopleIdData['data']['filmography'][number];

const pageSize = 100;

/** One person: totals and filmography. */
export const person: View = async ({ query }, id) => {
  const limit = Number(query.get('limit') ?? pageSize);
  const answer = await ask<PeopleIdData>(`people/${id}`, {
    edition: query.get('edition') ?? undefined,
    limit,
  });
  const { name, castMovies, crewMovies, totals, filmography, filmographyTotal, ...span } = answer.data;
  return {
    title: name,
    content: (
      <>
        <ViewHead kicker="Person" title={name}>
          {spanOf(span)}: in the cast of {castMovies}, in the crew of {crewMovies}
        </ViewHead>
        <MovieTotalsList totals={totals} />
        <section class="figure" data-figure="filmography">
          <div class="figure-head">
            <h2>Movies</h2>
            {filmographyTotal > filmography.length && (
              <p class="subtitle">
                the first {filmography.length} of {filmographyTotal} ·{' '}
                <a href={changedLink({ limit: limit + pageSize })}>show more</a>
              </p>
            )}
          </div>
          <DataTable
            caption={`Movies of ${name}`}
            columns={[
              {
                title: 'Movie',
                value: ({ movie }: Part) => movie.title,
                cell: ({ movie }) => <a href={linkTo(`/movies/${movie.id}`)}>{movie.title}</a>,
              },
              {
                title: 'Year',
                isNumber: true,
                value: ({ movie }) => movie.releaseYear,
                cell: ({ movie }) => movie.releaseYear ?? '–',
              },
              { title: 'As', value: rolesOf },
              {
                title: 'Revenue',
                isNumber: true,
                value: ({ revenue }) => revenue,
                cell: ({ revenue }) =>
                  revenue === null ? (
                    '–'
                  ) : (
                    <span title={revenue.toLocaleString('en-US')}>{dollars(revenue)}</span>
                  ),
              },
              {
                title: 'Rating',
                isNumber: true,
                value: ({ rating }) => rating,
                cell: ({ rating }) => (rating === null ? '–' : decimal(rating, 1)),
              },
            ]}
            rows={filmography}
          />
          <p>
            <a href={linkTo('/search', { person: id })}>All movies of {name} in Search</a> ·{' '}
            <a href={linkTo('/explore', { group: 'year', measures: 'revenue', person: id })}>by year</a>
          </p>
        </section>
        <Footnote meta={answer.meta} />
      </>
    ),
  };
};

const rolesOf = ({ roles }: Part): string =>
  roles.map(({ character, job }) => character ?? job ?? 'cast').join(', ');

type Span = { movies: number; firstYear: number | null; lastYear: number | null };

/** Returns `12 released movies, 1990 to 1999`. */
export function spanOf({ movies, firstYear, lastYear }: Span): string {
  const years = firstYear === lastYear ? String(firstYear) : `${firstYear} to ${lastYear}`;
  return `${plural(movies, 'released movie')}${firstYear === null ? '' : `, ${years}`}`;
}
