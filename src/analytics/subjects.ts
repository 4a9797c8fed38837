import type { Subject } from './by-year.js';
import { id } from './parameters.js';

/** What a question by year is about: `company` and `genre` differ in words, path and filter alone. */
export const company = {
  word: 'company',
  path: 'companies',
  id: id('company'),
  select: (companyId: number): Subject => ({ company: companyId }),
  exampleId: '3',
} as const;

export const genre = {
  word: 'genre',
  path: 'genres',
  id: id('genre'),
  select: (genreId: number): Subject => ({ genre: genreId }),
  exampleId: '16',
} as const;

export type SubjectKind = typeof company | typeof genre;
