import { matchRoute, type Parser } from 'wouter-preact';
import { allKinds } from './all-kinds.js';
import { collection } from './collection.js';
import { compare, genres } from './compare.js';
import { editions } from './editions.js';
import { explore } from './explore.js';
import { industry } from './industry.js';
import { movie } from './movie.js';
import { person } from './person.js';
import { popular } from './popular.js';
import { companies, rankings } from './rankings.js';
import { search } from './search.js';
import { company, genre } from './subject.js';
import type { View } from './view.js';

/** Each view by its path. */
const views: readonly (readonly [path: string, view: View])[] = [
  ['/', industry],
  ['/companies', companies],
  ['/companies/:id', company],
  ['/genres', genres],
  ['/genres/:id', genre],
  ['/popular', popular],
  ['/rankings', rankings],
  ['/rankings/:id', rankings],
  ['/compare', compare],
  ['/explore', explore],
  ['/search', search],
  ['/search/all', allKinds],
  ['/movies/:id', movie],
  ['/people/:id', person],
  ['/collections/:id', collection],
  ['/editions', editions],
];

export function viewAt(path: string, parser: Parser): { view: View; id: string } | undefined {
  for (const [pattern, view] of views) {
    const [isMatch, parameters] = matchRoute<{ id?: string }>(parser, pattern, path);
    if (isMatch) return { view, id: parameters.id ?? '' };
  }
  return undefined;
}

/** The entries of the navigation bar. */
export const places = [
  ['/', 'Industry'],
  ['/companies', 'Companies'],
  ['/genres', 'Genres'],
  ['/popular', 'Genre of the year'],
  ['/rankings', 'Rankings'],
  ['/compare', 'Compare'],
  ['/explore', 'Explore'],
  ['/search', 'Search'],
  ['/editions', 'Editions'],
] as const;
