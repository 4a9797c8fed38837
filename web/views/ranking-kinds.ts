import type { MeasureName } from '../measures.js';
import { linkTo } from '../route.js';

/** What can be ranked, and how it is compared and linked. */
export type RankingKind = {
  /** The path of its ranking, `…/top`, and of its view. */
  name: string;
  title: string;
  /** The member of a row that names it, and the dimension by which movies are filtered; none for movies. */
  dimension?: string;
  measures: readonly MeasureName[];
  by: MeasureName;
  /** The view of one of them. */
  linkOf(id: string | number): string;
};

const groups: readonly MeasureName[] = [
  'profit',
  'revenue',
  'budget',
  'releases',
  'popularity',
  'votes',
  'returnOnInvestment',
  'weightedRating',
  'medianRevenue',
];

const movies: readonly MeasureName[] = [
  'revenue',
  'profit',
  'budget',
  'weightedRating',
  'rating',
  'votes',
  'popularity',
  'runtime',
];

const kind = (
  name: string,
  title: string,
  dimension: string,
  by: MeasureName,
  linkOf: RankingKind['linkOf'],
): RankingKind => ({ name, title, dimension, by, linkOf, measures: groups });

/** The view of a group of movies that has no page of its own: its releases by year. */
const byYear = (dimension: string) => (id: string | number) =>
  linkTo('/explore', { group: 'year', measures: 'releases', [dimension]: id });

export const rankingKinds: readonly RankingKind[] = [
  {
    name: 'movies',
    title: 'Movies',
    measures: movies,
    by: 'revenue',
    linkOf: (id) => linkTo(`/movies/${id}`),
  },
  kind('companies', 'Companies', 'company', 'profit', (id) => linkTo(`/companies/${id}`)),
  kind('genres', 'Genres', 'genre', 'returnOnInvestment', (id) => linkTo(`/genres/${id}`)),
  kind('directors', 'Directors', 'director', 'revenue', (id) => linkTo(`/people/${id}`)),
  kind('actors', 'Actors', 'actor', 'revenue', (id) => linkTo(`/people/${id}`)),
  kind('collections', 'Collections', 'collection', 'revenue', (id) => linkTo(`/collections/${id}`)),
  kind('countries', 'Countries', 'country', 'releases', byYear('country')),
  kind('languages', 'Languages', 'language', 'releases', byYear('language')),
  kind('keywords', 'Keywords', 'keyword', 'releases', byYear('keyword')),
];
