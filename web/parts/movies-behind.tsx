import type { MoviesSearchData } from 'api-types';
import { useEffect, useId, useRef } from 'preact/hooks';
import { askLink } from '../api-client.js';
import { percent, plural } from '../format.js';
import { type MeasureName, measures, numberOf, writeFigure } from '../measures.js';
import { linkTo } from '../route.js';
import { useAnswer } from '../use-answer.js';
import { searchLink } from '../views/search-link.js';
import type { Choice } from './choice.js';

type Movie = MoviesSearchData['data'][number];
type MovieMeasure = 'revenue' | 'budget' | 'profit' | 'popularity' | 'votes' | 'rating' | 'runtime';

const shown = 10;

/** What a movie says about a measure of groups. */
const movieMeasures: Partial<Record<MeasureName, MovieMeasure>> = {
  revenue: 'revenue',
  budget: 'budget',
  profit: 'profit',
  popularity: 'popularity',
  totalPopularity: 'popularity',
  votes: 'votes',
  rating: 'rating',
  weightedRating: 'rating',
  returnOnInvestment: 'profit',
  medianBudget: 'budget',
  medianRevenue: 'revenue',
  medianProfit: 'profit',
};

/** Measures that add up over movies, so that a movie has a share of them. */
const sums: readonly MeasureName[] = ['revenue', 'budget', 'totalPopularity', 'votes'];

/** The movies behind a figure, top first, each with its share of it. */
export function MoviesBehind({ choice, close }: { choice: Choice; close: () => void }) {
  const { title, link, measure, figure } = choice;
  const by = movieMeasures[measure] ?? 'revenue';
  const sort = by === 'runtime' ? 'popularity' : by;
  const id = useId();
  const frame = useRef<HTMLElement>(null);
  const { answer, error } = useAnswer(link, () => askLink<MoviesSearchData>(link, { sort, limit: shown }));
  useEffect(() => {
    frame.current?.querySelector('h3')?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  const whole = sums.includes(measure) ? numberOf(figure) : null;
  const total = answer?.meta.total ?? 0;
  return (
    <section class="behind" aria-labelledby={id} data-behind={title} ref={frame}>
      <div class="figure-head">
        <h3 id={id} tabIndex={-1}>
          Movies of {title}
        </h3>
        <p class="subtitle">
          {measure !== 'releases' && `${measures[measure].title}: ${writeFigure(measure, figure)}`}
          {answer && `${measure === 'releases' ? '' : ' · '}${plural(total, 'movie')}`}
        </p>
        <button type="button" class="close" onClick={close}>
          Close
        </button>
      </div>
      {error && <p class="problem">The movies could not be read: {error.message}</p>}
      {answer && (
        <>
          <ol class="behind-list">
            {answer.data.map((movie) => (
              <MovieLine key={movie.id} movie={movie} by={by} whole={whole} />
            ))}
          </ol>
          <p>
            <a href={searchLink(link, { sort })}>
              {total > shown ? `All ${plural(total, 'movie')}` : 'These movies'} in Search
            </a>
          </p>
        </>
      )}
    </section>
  );
}

function MovieLine({ movie, by, whole }: { movie: Movie; by: MovieMeasure; whole: number | null }) {
  const value = by === 'runtime' ? movie.runtime : movie[by];
  return (
    <li data-movie={movie.id}>
      <span>
        <a href={linkTo(`/movies/${movie.id}`)}>{movie.title}</a> <small>{movie.releaseYear ?? ''}</small>
      </span>{' '}
      <span class="figure-text">
        <span title={value?.toLocaleString('en-US')}>
          {value === null ? 'not known' : measures[by].write(value)}
        </span>
        {value !== null && whole !== null && whole > 0 && <small> {percent(value, whole)}</small>}
      </span>
    </li>
  );
}
