import type { MoviesIdData, MoviesIdSimilarData } from 'api-types';
import { arePostersAllowed } from '../allowed.js';
import { ask } from '../api-client.js';
import { count, dateAndTime, dateOf, editionName, fieldName } from '../format.js';
import { dollarYear } from '../parts/controls.js';
import { DataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { ViewHead } from './headline.js';
import { lastSearch } from './last-search.js';
import { Facts, MovieFigures } from './movie-facts.js';
import { MovieList } from './movie-rows.js';
import type { View } from './view.js';

type Movie = MoviesIdData['data'];

/** One movie: all its fields, and movies like it. */
export const movie: View = async ({ query }, id) => {
  const edition = query.get('edition') ?? undefined;
  const [{ data, meta }, real, similar] = await Promise.all([
    ask<MoviesIdData>(`movies/${id}`, { edition }),
    ask<MoviesIdData>(`movies/${id}`, { edition, adjust: 'inflation', base: dollarYear }),
    ask<MoviesIdSimilarData>(`movies/${id}/similar`, { limit: 6, edition }),
  ]);
  const lacks = meta.lacks ?? [];
  return {
    title: data.title,
    content: (
      <>
        <p class="back">
          <a href={lastSearch()}>Search</a>
        </p>
        <ViewHead kicker="Movie" title={data.title}>
          {lead(data)}
        </ViewHead>
        <MovieFigures data={data} real={real.data} lacks={lacks} />
        <section class="figure" data-figure="movie">
          {arePostersAllowed && data.posterPath !== null && <Poster path={data.posterPath} />}
          {data.tagline !== null && <p class="tagline">{data.tagline}</p>}
          {data.overview !== null && <p class="overview">{data.overview}</p>}
          <Facts data={data} lacks={lacks} />
          <Elsewhere id={data.id} imdbId={data.imdbId} />
          {data.flags
            .filter(({ flag }) => flag !== 'corrected')
            .map(({ explanation }) => (
              <p key={explanation} class="problem">
                {explanation}
              </p>
            ))}
          {data.corrections.map((one) => (
            <Correction key={one.field} {...one} />
          ))}
        </section>
        {data.cast.length > 0 && (
          <section class="figure" data-figure="cast">
            <h2>Cast</h2>
            <DataTable
              caption={`Cast: the first ${data.cast.length} of ${count(data.castCount)}`}
              columns={[
                {
                  title: 'Name',
                  value: ({ name }) => name,
                  cell: ({ id: person, name }) => <a href={linkTo(`/people/${person}`)}>{name}</a>,
                },
                {
                  title: 'As',
                  value: ({ character }) => character,
                  cell: ({ character }) => character ?? '',
                },
              ]}
              rows={data.cast}
            />
          </section>
        )}
        {similar.data.length > 0 && (
          <section class="figure" data-figure="similar">
            <h2>Similar movies</h2>
            <MovieList movies={similar.data} />
          </section>
        )}
        <p class="footnote">
          Edition {editionName(meta.edition)}
          {meta.publishedAt !== null && `, published ${dateAndTime(meta.publishedAt)}`}.
          {lacks.length > 0 && ` Not in this edition: ${lacks.map(fieldName).join(', ')}.`}
        </p>
      </>
    ),
  };
};

/** The poster, from TMDB's image server; removed where that does not have it. */
const Poster = ({ path }: { path: string }) => (
  <img
    class="poster"
    src={`https://image.tmdb.org/t/p/w185${path}`}
    alt=""
    width={185}
    height={278}
    onError={({ currentTarget }) => currentTarget.remove()}
  />
);

/** The same movie at TMDB and IMDb. */
const Elsewhere = ({ id, imdbId }: { id: number; imdbId: string | null }) => (
  <p class="elsewhere">
    {imdbId !== null && (
      <>
        <a href={`https://www.imdb.com/title/${imdbId}/`} rel="noreferrer">
          IMDb
        </a>{' '}
        ·{' '}
      </>
    )}
    <a href={`https://www.themoviedb.org/movie/${id}`} rel="noreferrer">
      TMDB
    </a>
  </p>
);

/** A figure that is not the data set's, and whose it is. */
function Correction({ field, reported, source }: Movie['corrections'][number]) {
  const isLink = /^https?:\/\//i.test(source) && URL.canParse(source);
  return (
    <p class="problem" data-figure="correction">
      Corrected: {field}; the data set has {reported === null ? 'none' : `“${reported}”`}. Source:{' '}
      {isLink ? (
        <a href={source} rel="noreferrer">
          {source}
        </a>
      ) : (
        source
      )}
    </p>
  );
}

const lead = ({ releaseDate, status, runtime, originalTitle, title }: Movie): string =>
  [
    releaseDate === null ? 'release date not known' : dateOf(releaseDate),
    status !== 'Released' && status,
    runtime !== null && `${runtime} minutes`,
    originalTitle !== null && originalTitle !== title && `originally “${originalTitle}”`,
  ]
    .filter(Boolean)
    .join(' · ');
