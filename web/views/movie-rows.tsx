import type { MoviesSearchData } from 'api-types';
import type { ComponentChildren } from 'preact';
import { decimal, dollars, plural } from '../format.js';
import { linkTo } from '../route.js';
import { Stat } from './headline.js';

type Reference = { id: number; name: string };

/** A movie in a list, as search, collections and similar movies return it. */
type MovieRow = Omit<MoviesSearchData['data'][number], 'highlights' | 'score'> & {
  highlights?: MoviesSearchData['data'][number]['highlights'];
};

type MovieListProps = { movies: readonly MovieRow[]; first?: number };

/** Movies as a list: title, year, directors and cast, highlighted text, revenue. */
export const MovieList = ({ movies, first = 1 }: MovieListProps) => (
  <ol class="movies" start={first}>
    {movies.map((movie) => (
      <li key={movie.id} data-movie={movie.id}>
        <MovieEntry movie={movie} />
      </li>
    ))}
  </ol>
);

function MovieEntry({ movie }: { movie: MovieRow }) {
  const found = movie.highlights?.overview?.[0] ?? movie.highlights?.tagline?.[0];
  const title = movie.highlights?.title?.[0];
  const facts = [
    movie.status !== null && movie.status !== 'Released' && movie.status,
    movie.runtime !== null && `${movie.runtime} min`,
    movie.genres.map(({ name }) => name).join(', '),
    movie.rating !== null && (movie.votes ?? 0) > 0 && `rated ${decimal(movie.rating, 1)}`,
    movie.revenue !== null && `earned ${dollars(movie.revenue)}`,
  ].filter(Boolean);
  const { directors, cast } = movie;
  return (
    <>
      <h3>
        <a href={linkTo(`/movies/${movie.id}`)}>
          {title === undefined ? movie.title : <Marked text={title} />}
        </a>{' '}
        {movie.releaseYear ?? 'year not known'}
      </h3>
      <p class="facts">{facts.join(' · ')}</p>
      {(directors.length > 0 || cast.length > 0) && (
        <p class="facts">
          {directors.length > 0 && <>by {people(directors)}</>}
          {directors.length > 0 && cast.length > 0 && ', '}
          {cast.length > 0 && <>with {people(cast.slice(0, 3))}</>}
        </p>
      )}
      <p class="excerpt">{found === undefined ? shorten(movie.overview ?? '') : <Marked text={found} />}</p>
    </>
  );
}

/** Names that link to their views, separated by commas. */
export const references = (all: readonly Reference[], place: string): ComponentChildren =>
  all.map(({ id, name }, at) => [
    at > 0 && ', ',
    <a key={id} href={linkTo(`${place}/${id}`)}>
      {name}
    </a>,
  ]);

export const people = (all: readonly Reference[]): ComponentChildren => references(all, '/people');

/** Shows the `<em>` of a highlight as `<mark>`; everything else stays text. */
function Marked({ text }: { text: string }) {
  const { body } = new DOMParser().parseFromString(text, 'text/html');
  return (
    <>
      {[...body.childNodes].map((node, at) =>
        node.nodeName === 'EM' ? <mark key={at}>{node.textContent}</mark> : (node.textContent ?? ''),
      )}
    </>
  );
}

/** Cuts a text at a word, after at most 220 characters. */
const shorten = (text: string): string =>
  text.length > 220 ? `${text.slice(0, 219).replace(/\s+\S*$/, '')} …` : text;

/** Sums over movies with their coverage, as people and collections have them. */
export type MovieTotals = Record<'budget' | 'revenue' | 'profit', { sum: number | null; known: number }> & {
  popularity: { mean: number | null; known: number };
};

/** The totals of a person or a collection. */
export const MovieTotalsList = ({ totals }: { totals: MovieTotals }) => (
  <dl class="stats">
    {(['revenue', 'budget', 'profit'] as const).map((name) => {
      const { sum, known } = totals[name];
      return (
        <Stat
          key={name}
          term={`${name.charAt(0).toUpperCase()}${name.slice(1)}`}
          value={sum === null ? 'not known' : dollars(sum)}
          exact={sum}
          note={`known for ${plural(known, 'movie')}`}
        />
      );
    })}
    <Stat
      term="Popularity"
      value={totals.popularity.mean === null ? 'not known' : decimal(totals.popularity.mean)}
      note={`mean of ${plural(totals.popularity.known, 'movie')}`}
    />
  </dl>
);
