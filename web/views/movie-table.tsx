import type { MoviesSearchData } from 'api-types';
import { decimal, dollars } from '../format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';

/** What the table shows of a movie. */
export type TableMovie = Pick<
  MoviesSearchData['data'][number],
  'id' | 'title' | 'releaseYear' | 'revenue' | 'budget' | 'profit' | 'rating'
>;

const money = (name: 'revenue' | 'budget' | 'profit'): Column<TableMovie> => ({
  title: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  isNumber: true,
  value: (movie) => movie[name],
  cell: (movie) => {
    const value = movie[name];
    return value === null ? '–' : <span title={value.toLocaleString('en-US')}>{dollars(value)}</span>;
  },
});

const columns: Column<TableMovie>[] = [
  {
    title: 'Movie',
    value: ({ title }) => title,
    cell: ({ id, title }) => <a href={linkTo(`/movies/${id}`)}>{title}</a>,
  },
  {
    title: 'Year',
    isNumber: true,
    value: ({ releaseYear }) => releaseYear,
    cell: ({ releaseYear }) => releaseYear ?? '–',
  },
  money('revenue'),
  money('budget'),
  money('profit'),
  {
    title: 'Rating',
    isNumber: true,
    value: ({ rating }) => rating,
    cell: ({ rating }) => (rating === null ? '–' : decimal(rating, 1)),
  },
];

/** Movies with their money, sorted by any column. */
export const MovieTable = ({ caption, movies }: { caption: string; movies: readonly TableMovie[] }) => (
  <DataTable caption={caption} columns={columns} rows={movies} />
);
