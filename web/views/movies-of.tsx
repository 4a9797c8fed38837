import type { MoviesSearchData } from 'api-types';
import { ask } from '../api-client.js';
import { plural } from '../format.js';
import { movieFilters } from '../parts/controls.js';
import { hashOf } from '../route.js';
import { useAnswer } from '../use-answer.js';
import { MovieTable } from './movie-table.js';

type MoviesOfProps = {
  name: string;
  /** The filter that means the subject, such as `company`. */
  filter: Record<string, string>;
  query: URLSearchParams;
};

const shown = 10;

/** The movies of a subject that earned most, with a link to all of them. */
export function MoviesOf({ name, filter, query }: MoviesOfProps) {
  const parameters = { ...filter, ...movieFilters(query), sort: 'revenue' };
  const { answer } = useAnswer(JSON.stringify(parameters), () =>
    ask<MoviesSearchData>('movies/search', { ...parameters, limit: shown }),
  );
  const link = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters))
    if (value !== undefined) link.set(key, String(value));
  return (
    <section class="figure" data-figure="movies-of" aria-label={`Movies of ${name}`}>
      <div class="figure-head">
        <h2>Movies</h2>
        <p class="subtitle">those that earned most</p>
      </div>
      {answer && <MovieTable caption={`Movies of ${name}`} movies={answer.data} />}
      <p>
        <a href={hashOf('/search', link)}>
          All {answer ? plural(answer.meta.total ?? 0, 'movie') : 'movies'} of {name}
        </a>
      </p>
    </section>
  );
}
