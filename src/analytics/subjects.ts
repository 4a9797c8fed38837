import type { z } from 'zod';
import type { Query } from '../elasticsearch/query.js';
import type { DocumentType } from '../model/document-type.js';
import type { RowValue } from '../questions/movies-link.js';
import { id } from '../questions/parameters/parameters.js';

/** What a question is about: one company or genre, or the whole industry. */
export type Subject = {
  /** Its movies, as summaries name them. */
  movies: string;
  /** The beginning of the path of its questions. */
  path: string;
  /** Its dimension, unless it is the industry. */
  word?: 'company' | 'genre';
  /** Its path parameter, unless it is the industry. */
  parameters: { id?: z.ZodType<number> };
  /** The query for its movies; not given for all movies. */
  select?(parameters: { id?: unknown }): Query;
  example: Record<string, string>;
};

/** A subject of which there are many. */
export type ManySubject = Subject & {
  word: NonNullable<Subject['word']>;
  /** The documents with their names. */
  plural: Extract<DocumentType, 'companies' | 'genres'>;
  /** The field of movies with their ids. */
  field: string;
  select(parameters: { id?: unknown }): Query;
};

const many = (
  word: ManySubject['word'],
  plural: ManySubject['plural'],
  field: string,
  exampleId: string,
): ManySubject => ({
  word,
  plural,
  field,
  movies: `a ${word}'s movies`,
  path: `${plural}/{id}`,
  parameters: { id: id(word) },
  select: (parameters) => ({ bool: { filter: [{ term: { [field]: parameters.id as number } }] } }),
  example: { id: exampleId },
});

export const company = many('company', 'companies', 'companies.id', '5');
export const genre = many('genre', 'genres', 'genres.id', '16');

/** What the movies of a subject have in common, for the links to them. */
export const valuesOf = ({ word }: Pick<Subject, 'word'>, id: unknown): RowValue[] =>
  word === undefined ? [] : [[word, id as number]];

export const industry: Subject = {
  movies: 'all movies',
  path: 'movies',
  parameters: {},
  example: { from: '2000' },
};
