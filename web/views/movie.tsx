import type { MoviesIdData, MoviesIdSimilarData } from 'api-types';
import type { ComponentChildren } from 'preact';
import { ask } from '../api-client.js';
import { count, dateAndTime, dateOf, decimal, dollars, editionName, plural } from '../format.js';
import { DataTable } from '../parts/data-table.js';
import { linkTo } from '../route.js';
import { Stat, ViewHead } from './headline.js';
import { MovieList, people, references } from './movie-rows.js';
import type { View } from './view.js';

type Movie = MoviesIdData['data'];
type Lacks = readonly string[];

/** One movie: all its fields, and movies like it. */
export const movie: View = async ({ query }, id) => {
  const edition = query.get('edition') ?? undefined;
  const [{ data, meta }, similar] = await Promise.all([
    ask<MoviesIdData>(`movies/${id}`, { edition }),
    ask<MoviesIdSimilarData>(`movies/${id}/similar`, { limit: 6, edition }),
  ]);
  const lacks = meta.lacks ?? [];
  return {
    title: data.title,
    content: (
      <>
        <p class="back">
          <a href={linkTo('/search')}>Search</a>
        </p>
        <ViewHead kicker="Movie" title={data.title}>
          {lead(data)}
        </ViewHead>
        <MovieFigures data={data} lacks={lacks} />
        <section class="figure" data-figure="movie">
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
          {lacks.length > 0 && ` Not in this edition: ${lacks.join(', ')}.`}
        </p>
      </>
    ),
  };
};

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

function MovieFigures({ data, lacks }: { data: Movie; lacks: Lacks }) {
  const { revenue, budget, profit, rating, votes, popularity, movieLens } = data;
  const amount = (name: string, value: number | null) =>
    value === null ? missing(name, lacks) : dollars(value);
  const isRated = (votes ?? 0) > 0 && rating !== null;
  return (
    <dl class="stats">
      <Stat term="Revenue" value={amount('revenue', revenue)} exact={revenue} note="US$ as reported" />
      <Stat term="Budget" value={amount('budget', budget)} exact={budget} note="US$ as reported" />
      <Stat
        term="Profit"
        value={amount('profit', profit)}
        exact={profit}
        note={
          profit !== null && budget !== null && budget > 0
            ? `${decimal(profit / budget)} for a dollar of budget`
            : 'revenue minus budget'
        }
      />
      <Stat
        term="TMDB"
        value={isRated ? decimal(rating, 1) : 'no votes'}
        note={`of 10, ${plural(votes ?? 0, 'vote')}`}
      />
      {popularity !== null && <Stat term="Popularity" value={decimal(popularity)} note="TMDB’s score" />}
      {movieLens !== null && (
        <Stat
          term="MovieLens"
          value={decimal(movieLens.mean, 1)}
          note={`of 5, ${plural(movieLens.count, 'rating')}`}
        />
      )}
    </dl>
  );
}

/** Says whether a value is unknown, or its field is not in the edition at all. */
const missing = (field: string, lacks: Lacks): string =>
  lacks.includes(field) ? 'not in this edition' : 'not known';

function Facts({ data, lacks }: { data: Movie; lacks: Lacks }) {
  const keywords = data.keywords.map(({ id, name }, at) => [
    at > 0 && ', ',
    <a key={id} href={linkTo('/search', { keyword: id })}>
      {name}
    </a>,
  ]);
  const collection = data.collection === null ? [] : [data.collection];
  const rows: [term: string, field: string, isThere: boolean, value: ComponentChildren][] = [
    ['Directed by', 'directors', data.directors.length > 0, people(data.directors)],
    ['Written by', 'writers', data.writers.length > 0, people(data.writers)],
    ['Music', 'composers', data.composers.length > 0, people(data.composers)],
    ['Genres', 'genres', data.genres.length > 0, references(data.genres, '/genres')],
    ['Companies', 'companies', data.companies.length > 0, references(data.companies, '/companies')],
    ['Countries', 'countries', data.countries.length > 0, namesOf(data.countries)],
    ['Languages', 'languages', data.languages.length > 0, namesOf(data.languages)],
    ['Collection', 'collection', collection.length > 0, references(collection, '/collections')],
    ['Keywords', 'keywords', keywords.length > 0, keywords],
  ];
  return (
    <dl class="facts-list">
      {rows
        .filter(([, field, isThere]) => isThere || lacks.includes(field))
        .map(([term, , isThere, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{isThere ? value : 'not in this edition'}</dd>
          </div>
        ))}
    </dl>
  );
}

const namesOf = (all: readonly { code: string; name: string | null }[]): string =>
  all.map(({ code, name }) => name || languageName(code)).join(', ');

/** Returns the English name of a language or country that the data set names by its code alone. */
function languageName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
