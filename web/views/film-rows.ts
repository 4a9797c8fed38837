import { type Child, h } from '../elements.js';
import { decimal, dollars, plural } from '../format.js';
import { linkTo } from '../route.js';

export type Reference = { id: number; name: string };

/** A film among others, as search, collections and similar films answer it. */
export type FilmRow = {
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

/** Films as a list: title and year, who made it, what was found, what it earned. */
export const filmList = (films: readonly FilmRow[]): HTMLElement =>
  h(
    'ol',
    { class: 'films' },
    films.map((film) => h('li', { 'data-film': film.id }, filmRow(film))),
  );

function filmRow(film: FilmRow): Child[] {
  const found = film.highlights?.overview?.[0] ?? film.highlights?.tagline?.[0];
  const text = found === undefined ? shorten(film.overview ?? '') : marked(found);
  const title = film.highlights?.title?.[0];
  const facts = [
    film.status !== null && film.status !== 'Released' && film.status,
    film.runtime !== null && `${film.runtime} min`,
    film.genres.map(({ name }) => name).join(', '),
    film.rating !== null && (film.votes ?? 0) > 0 && `rated ${decimal(film.rating, 1)}`,
    film.revenue !== null && `earned ${dollars(film.revenue)}`,
  ].filter(Boolean);
  return [
    h(
      'h3',
      {},
      h('a', { href: linkTo(`/movies/${film.id}`) }, title === undefined ? film.title : marked(title)),
      ` ${film.releaseYear ?? 'year not known'}`,
    ),
    h('p', { class: 'facts' }, facts.join(' · ')),
    (film.directors.length > 0 || film.cast.length > 0) &&
      h(
        'p',
        { class: 'facts' },
        film.directors.length > 0 && ['by ', people(film.directors), film.cast.length > 0 && ', '],
        film.cast.length > 0 && ['with ', people(film.cast.slice(0, 3))],
      ),
    h('p', { class: 'excerpt' }, text),
  ];
}

/** Names that lead to their pages, commas between them. */
export const references = (all: readonly Reference[], place: string): Child[] =>
  all.flatMap(({ id, name }, at) => [at > 0 && ', ', h('a', { href: linkTo(`${place}/${id}`) }, name)]);

export const people = (all: readonly Reference[]): Child[] => references(all, '/people');

/** Text with `<em>` around what was found, everything else escaped: read by the browser's parser, of which only the marks are taken. */
export function marked(text: string): Child[] {
  const { body } = new DOMParser().parseFromString(text, 'text/html');
  return [...body.childNodes].map((node) =>
    node.nodeName === 'EM' ? h('mark', {}, node.textContent) : (node.textContent ?? ''),
  );
}

/** At most 220 characters, whole words. */
const shorten = (text: string): string =>
  text.length > 220 ? `${text.slice(0, 219).replace(/\s+\S*$/, '')} …` : text;

/** Sums over films with their coverage, as people and collections have them. */
export type Totals = Record<'budget' | 'revenue' | 'profit', { sum: number | null; known: number }> & {
  popularity: { mean: number | null; known: number };
};

export const describeTotals = (totals: Totals): [term: string, value: string, note: string][] => [
  ...(['revenue', 'budget', 'profit'] as const).map((name): [string, string, string] => [
    name[0]?.toUpperCase() + name.slice(1),
    totals[name].sum === null ? 'not known' : dollars(totals[name].sum),
    `known of ${plural(totals[name].known, 'film')}`,
  ]),
  [
    'Popularity',
    totals.popularity.mean === null ? 'not known' : decimal(totals.popularity.mean),
    `mean of ${plural(totals.popularity.known, 'film')}`,
  ],
];
