import { type Child, h } from '../elements.js';
import { decimal, dollars, plural } from '../format.js';
import { linkTo } from '../route.js';

export type Reference = { id: number; name: string };

/** A movie in a list, as search, collections and similar movies return it. */
export type MovieRow = {
  id: number;
  title: string;
  releaseYear: number | null;
  releaseDate: string | null;
  status: string | null;
  runtime: number | null;
  overview: string | null;
  tagline: string | null;
  genres: Reference[];
  companies: Reference[];
  directors: Reference[];
  cast: (Reference & { character: string | null })[];
  collection: Reference | null;
  budget: number | null;
  revenue: number | null;
  profit: number | null;
  popularity: number | null;
  rating: number | null;
  votes: number | null;
  score?: number | null;
  highlights?: Record<string, string[]>;
};

/** Movies as a list: title, year, directors and cast, highlighted text, revenue. */
export const movieList = (movies: readonly MovieRow[]): HTMLElement =>
  h(
    'ol',
    { class: 'movies' },
    movies.map((movie) => h('li', { 'data-movie': movie.id }, movieRow(movie))),
  );

function movieRow(movie: MovieRow): Child[] {
  const found = movie.highlights?.overview?.[0] ?? movie.highlights?.tagline?.[0];
  const text = found === undefined ? shorten(movie.overview ?? '') : marked(found);
  const title = movie.highlights?.title?.[0];
  const facts = [
    movie.status !== null && movie.status !== 'Released' && movie.status,
    movie.runtime !== null && `${movie.runtime} min`,
    movie.genres.map(({ name }) => name).join(', '),
    movie.rating !== null && (movie.votes ?? 0) > 0 && `rated ${decimal(movie.rating, 1)}`,
    movie.revenue !== null && `earned ${dollars(movie.revenue)}`,
  ].filter(Boolean);
  return [
    h(
      'h3',
      {},
      h('a', { href: linkTo(`/movies/${movie.id}`) }, title === undefined ? movie.title : marked(title)),
      ` ${movie.releaseYear ?? 'year not known'}`,
    ),
    h('p', { class: 'facts' }, facts.join(' · ')),
    (movie.directors.length > 0 || movie.cast.length > 0) &&
      h(
        'p',
        { class: 'facts' },
        movie.directors.length > 0 && ['by ', people(movie.directors), movie.cast.length > 0 && ', '],
        movie.cast.length > 0 && ['with ', people(movie.cast.slice(0, 3))],
      ),
    h('p', { class: 'excerpt' }, text),
  ];
}

/** Names that link to their views, separated by commas. */
export const references = (all: readonly Reference[], place: string): Child[] =>
  all.flatMap(({ id, name }, at) => [at > 0 && ', ', h('a', { href: linkTo(`${place}/${id}`) }, name)]);

export const people = (all: readonly Reference[]): Child[] => references(all, '/people');

/** Turns the `<em>` of a highlight into `<mark>`; everything else stays text. */
function marked(text: string): Child[] {
  const { body } = new DOMParser().parseFromString(text, 'text/html');
  return [...body.childNodes].map((node) =>
    node.nodeName === 'EM' ? h('mark', {}, node.textContent) : (node.textContent ?? ''),
  );
}

/** Cuts a text at a word, after at most 220 characters. */
const shorten = (text: string): string =>
  text.length > 220 ? `${text.slice(0, 219).replace(/\s+\S*$/, '')} …` : text;

/** Sums over movies with their coverage, as people and collections have them. */
export type Totals = Record<'budget' | 'revenue' | 'profit', { sum: number | null; known: number }> & {
  popularity: { mean: number | null; known: number };
};

export const describeTotals = (totals: Totals): [term: string, value: string, note: string][] => [
  ...(['revenue', 'budget', 'profit'] as const).map((name): [string, string, string] => [
    name[0]?.toUpperCase() + name.slice(1),
    totals[name].sum === null ? 'not known' : dollars(totals[name].sum),
    `known of ${plural(totals[name].known, 'movie')}`,
  ]),
  [
    'Popularity',
    totals.popularity.mean === null ? 'not known' : decimal(totals.popularity.mean),
    `mean of ${plural(totals.popularity.known, 'movie')}`,
  ],
];
