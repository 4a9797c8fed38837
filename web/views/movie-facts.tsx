import type { MoviesIdData } from 'api-types';
import type { ComponentChildren } from 'preact';
import { decimal, dollars, plural } from '../format.js';
import { dollarYear } from '../parts/controls.js';
import { linkTo } from '../route.js';
import { Stat } from './headline.js';
import { people, references } from './movie-rows.js';

type Movie = MoviesIdData['data'];
type Lacks = readonly string[];

type MovieFiguresProps = {
  data: Movie;
  /** The same movie with its money in dollars of one year. */
  real: Movie;
  lacks: Lacks;
};

/** What a movie earned, cost and was rated. */
export function MovieFigures({ data, real, lacks }: MovieFiguresProps) {
  const { revenue, budget, profit, rating, votes, popularity, movieLens } = data;
  const amount = (name: string, value: number | null) =>
    value === null ? missing(name, lacks) : dollars(value);
  const restated = (value: number | null): string =>
    value === null ? 'US$ as reported' : `${dollars(value)} in dollars of ${dollarYear}`;
  const isRated = (votes ?? 0) > 0 && rating !== null;
  return (
    <dl class="stats">
      <Stat term="Revenue" value={amount('revenue', revenue)} exact={revenue} note={restated(real.revenue)} />
      <Stat term="Budget" value={amount('budget', budget)} exact={budget} note={restated(real.budget)} />
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

/** The people, companies and words of a movie; a field that the edition lacks is told from an unknown one. */
export function Facts({ data, lacks }: { data: Movie; lacks: Lacks }) {
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
