import type { SearchData } from 'api-types';
import { linkTo } from '../route.js';

type Result = SearchData['data'][number];

const places: Readonly<Record<Exclude<Result['kind'], 'keyword'>, string>> = {
  movie: '/movies',
  person: '/people',
  company: '/companies',
  collection: '/collections',
  genre: '/genres',
};

/** Returns the view of a result over all kinds; of a keyword, the search for its movies. */
export const resultLink = ({ kind, id }: Pick<Result, 'kind' | 'id'>): string =>
  kind === 'keyword' ? linkTo('/search', { keyword: id }) : linkTo(`${places[kind]}/${id}`);
