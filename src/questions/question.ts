import type { estypes } from '@elastic/elasticsearch';
import type { z } from 'zod';
import type { Edition } from '../editions/edition.js';
import type { DocumentType } from '../model/document-type.js';
import type { MeasureName } from './measures/measures.js';

/** A clause of Elasticsearch's query language. */
export type Query = NonNullable<estypes.QueryDslQueryContainer>;

/** The movies an answer left out, and why (rule 11). One that is undated and unreleased counts in both. */
export type Excluded = {
  /** Their release year is not known. */
  undated: number;
  /** Their status is not `Released`; 0 when another status, or any, was asked for. */
  unreleased: number;
};

/** Where the next page of a list begins: the sort values of the last row, or a row's number. */
export type Position = readonly (string | number | null)[];

/** What a question makes of Elasticsearch's reply. */
export type Answer<Data> = {
  data: Data;
  excluded: Excluded;
  /** How many rows there are, where a limit may have cut them. */
  total?: number;
  /** Set when rows follow those in `data`. */
  next?: Position;
  /** What stands beside `data`, in the shape of the question's `beside`. */
  beside?: Readonly<Record<string, unknown>>;
  /** What a search says of itself in `meta`. */
  found?: { totalIsExact: boolean; matching: 'exact' | 'fuzzy' };
};

/** A search of the question's own index, or of that of other documents of the same edition. */
export type Search = estypes.SearchRequest & { documents?: DocumentType };

/** Sends searches together; their replies, in order. */
export type SendSearches = (searches: readonly Search[]) => Promise<estypes.SearchResponse[]>;

/**
 * One question of the API: everything about it in one place, and one line in the registry, from which routing,
 * validation, the OpenAPI document, CSV and the contract tests follow.
 */
export type Question<Parameters extends z.ZodObject = z.ZodObject, Data extends z.ZodType = z.ZodType> = {
  /** The path below `/v1/`, which also names its file; `{id}` stands for a path parameter. */
  name: string;
  summary: string;
  description: string;
  /** Path and query parameters alike; unknown ones are refused. */
  parameters: Parameters;
  /** The shape of `data`: an array of rows, or one object. */
  data: Data;
  /** The shapes of what stands beside `data`: facets, for one. */
  beside?: z.ZodObject;
  /** The index that is asked. */
  index: DocumentType;
  /** The names that `present` looks up. */
  names?: readonly DocumentType[];
  /** The measures in the answer, whose definitions it links. */
  measures(parameters: z.output<Parameters>): readonly MeasureName[];
  /**
   * The search request, literal Elasticsearch JSON; pure. Several are sent at once, and their replies reach
   * `present` as one, so the names of their aggregations differ; and each on its own beside it.
   */
  body(parameters: z.output<Parameters>, edition: Edition): Search | readonly Search[];
  /** The answer, written out field by field; undefined when there is no such company, movie or person. */
  present(
    reply: estypes.SearchResponse,
    parameters: z.output<Parameters>,
    edition: Edition,
    replies: readonly estypes.SearchResponse[],
  ): Answer<z.output<Data>> | undefined;
  /** Instead of `body` and `present` alone: for what takes a second look when the first finds little. */
  ask?(
    send: SendSearches,
    parameters: z.output<Parameters>,
    edition: Edition,
  ): Promise<Answer<z.output<Data>> | undefined>;
  /** Parameters of a call that means something on the sample edition. */
  example: Record<string, string>;
};

/** Keeps the types of a question's parts in step with each other, then forgets them for the registry. */
export function defineQuestion<Parameters extends z.ZodObject, Data extends z.ZodType>(
  question: Question<Parameters, Data>,
): Question {
  return question as unknown as Question;
}
