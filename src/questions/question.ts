import type { estypes } from '@elastic/elasticsearch';
import type { z } from 'zod';
import type { Edition } from '../editions/edition.js';
import type { DocumentType } from '../model/document-type.js';
import type { Excluded } from '../model/excluded.js';
import type { DimensionName } from './dimensions/dimensions.js';
import type { MeasureName } from './measures/measures.js';
import type { RowValue } from './movies-link.js';
import type { Position } from './parameters/paging.js';

/** What a question makes of Elasticsearch's replies. */
export type Answer<Data> = {
  data: Data;
  excluded: Excluded;
  /** The number of rows on all pages, where there are pages. */
  total?: number;
  /** Where the next page begins; undefined on the last one. */
  next?: Position;
  /** What stands beside `data`, in the shape of the question's `sections`. */
  sections?: Readonly<Record<string, unknown>>;
  /** How a text search matched words: as written, or with typos and beginnings allowed. */
  matching?: 'exact' | 'fuzzy';
  /** The number of groups on all pages of a grouped answer; null when they were not counted. */
  groups?: number | null;
  /** Movies without a value, by dimension of a grouped answer. */
  withoutValue?: Readonly<Record<string, number>>;
  /** With typos allowed: how many of the rows on all pages have all words as written. */
  exactMatches?: number;
};

/** A search of the question's own index, or of the indices of other documents of the same edition. */
export type Search = estypes.SearchRequest & { documents?: DocumentType | readonly DocumentType[] };

/** The replies to one or more searches, in their order. */
export type Replies = readonly [estypes.SearchResponse, ...estypes.SearchResponse[]];

/** Sends searches in one request. */
export type SendSearches = (searches: readonly Search[]) => Promise<Replies>;

/**
 * One question of the API: everything about it in one declaration, from which routing, validation, the OpenAPI
 * document, CSV and the contract tests follow.
 */
export type Question<Parameters extends z.ZodObject = z.ZodObject, Data extends z.ZodType = z.ZodType> = {
  /** The path below `/v1/`; `{id}` stands for a path parameter. */
  name: string;
  summary: string;
  description: string;
  /** Path and query parameters alike; unknown ones are invalid. */
  parameters: Parameters;
  /** The shape of `data`: an array of rows, or one object. */
  data: Data;
  /** The shapes of what stands beside `data`, such as facets. */
  sections?: z.ZodObject;
  /** The index that is searched. */
  index: DocumentType;
  /** The documents whose names `present` looks up by id. */
  names?: readonly DocumentType[];
  /** The measures in the answer, whose definitions `meta` links. */
  measures(parameters: z.output<Parameters>): readonly MeasureName[];
  /** Whether movies in the answer have weighted ratings, whose constants stand in `meta` as those of the measure do. */
  hasWeightedRating?: boolean;
  /** The dimensions in the answer, which are columns and have definitions as measures are and have. */
  dimensions?(parameters: z.output<Parameters>): readonly DimensionName[];
  /** Whether it is about the subjects of `ids`, and about none when one of them is not in the edition. */
  isAboutIds?: boolean;
  /** Whether it reads so many groups that such questions take turns. */
  isHeavy?(parameters: z.output<Parameters>): boolean;
  /** The searches, literal Elasticsearch JSON; pure. Several are sent in one request. */
  searches(parameters: z.output<Parameters>, edition: Edition): readonly Search[];
  /**
   * The answer to the replies of `searches`, written out field by field; undefined when there is no such company,
   * movie or person. Sends further searches only where the first ones found too little.
   */
  present(
    replies: Replies,
    parameters: z.output<Parameters>,
    edition: Edition,
    send: SendSearches,
  ): Answer<z.output<Data>> | undefined | Promise<Answer<z.output<Data>> | undefined>;
  /** What the movies of a row have in common, where rows are figures of movies: for the link to them and for `compare`. */
  movies?(row: Readonly<Record<string, unknown>>, parameters: z.output<Parameters>): readonly RowValue[];
  /** Parameters of a call that has an answer in the sample edition. */
  example: Record<string, string>;
};

/** Checks the types of a question's parts against each other, then forgets them, so that one list holds all questions. */
export function defineQuestion<Parameters extends z.ZodObject, Data extends z.ZodType>(
  question: Question<Parameters, Data>,
): Question {
  return question as unknown as Question;
}
