import type { z } from 'zod';
import type { DocumentType } from '../model/document-type.js';
import { id } from '../questions/parameters/parameters.js';
import type { Query } from '../questions/question.js';

type Kind = 'company' | 'genre' | 'collection';

/** What a question is about. Companies, genres and collections differ in words, path and field alone. */
export type Subject = {
  word: Kind | 'industry';
  /** How a question about one of them begins. */
  path: string;
  /** Its path parameter, where one of many is meant. */
  parameters: { id?: z.ZodType<number> };
  /** Its movies; all of them when not given. */
  select?(parameters: Record<string, unknown>): Query;
  example: Record<string, string>;
};

/** A kind of which there are many: where they are counted, and where their names are. */
export type ManySubject = Subject & {
  word: Kind;
  select(parameters: Record<string, unknown>): Query;
  plural: Extract<DocumentType, 'companies' | 'genres' | 'collections'>;
  /** Holds their ids, in movies. */
  field: string;
};

const many = (word: Kind, plural: ManySubject['plural'], field: string, exampleId: string): ManySubject => ({
  word,
  plural,
  field,
  path: `${plural}/{id}`,
  parameters: { id: id(word) },
  select: (parameters) => ({ bool: { filter: [{ term: { [field]: parameters.id as number } }] } }),
  example: { id: exampleId },
});

export const company = many('company', 'companies', 'companies.id', '5');
export const genre = many('genre', 'genres', 'genres.id', '16');
export const collection = many('collection', 'collections', 'collection.id', '1');

export const industry: Subject = {
  word: 'industry',
  path: 'movies',
  parameters: {},
  example: { from: '2000' },
};
