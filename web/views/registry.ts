import { companies } from './companies.js';
import { editions } from './editions.js';
import { genres } from './genres.js';
import { industry } from './industry.js';
import { movie } from './movie.js';
import { collection, person } from './person.js';
import { popular } from './popular.js';
import { search } from './search.js';
import { company, genre } from './subject.js';
import type { View } from './view.js';

/** Each view by its path; a group of digits is an id. */
const views: readonly (readonly [path: RegExp, view: View])[] = [
  [/^\/$/, industry],
  [/^\/companies$/, companies],
  [/^\/companies\/(\d+)$/, company],
  [/^\/genres$/, genres],
  [/^\/genres\/(\d+)$/, genre],
  [/^\/popular$/, popular],
  [/^\/search$/, search],
  [/^\/movies\/(\d+)$/, movie],
  [/^\/people\/(\d+)$/, person],
  [/^\/collections\/(\d+)$/, collection],
  [/^\/editions$/, editions],
];

export function viewAt(path: string): { view: View; id: string } | undefined {
  for (const [pattern, view] of views) {
    const found = pattern.exec(path);
    if (found !== null) return { view, id: found[1] ?? '' };
  }
  return undefined;
}

/** The entries of the navigation bar. */
export const places = [
  ['/', 'Industry'],
  ['/companies', 'Companies'],
  ['/genres', 'Genres'],
  ['/popular', 'Genre of the year'],
  ['/search', 'Search'],
  ['/editions', 'Editions'],
] as const;
