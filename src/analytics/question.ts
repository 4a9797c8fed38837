import type { estypes } from '@elastic/elasticsearch';
import type { z } from 'zod';
import type { DocumentType } from '../model/document-type.js';

/** A clause of Elasticsearch's query language. */
export type Query = NonNullable<estypes.QueryDslQueryContainer>;

/** The movies an answer left out, and why (rule 11). One that is undated and unreleased counts in both. */
export type Excluded = {
  /** Their release year is not known. */
  undated: number;
  /** Their status is not `Released`; 0 when any status was asked for. */
  unreleased: number;
};

/** What a question makes of Elasticsearch's reply. */
export type Answer<Row> = {
  data: Row;
  excluded: Excluded;
  /** How many rows there are, where a limit may have cut them. */
  total?: number;
};

/** What holds for a whole generation, the same one as the figures'. */
export type Edition = {
  /** `20261101063000` */
  generation: string;
  genreNames: ReadonlyMap<number, string>;
  /** Over all of its movies. */
  excluded: Excluded;
};

/**
 * One question of the API: everything about it in one place, and one line in the registry, from which routing,
 * validation, the OpenAPI document and the contract tests follow.
 */
export type Question<Parameters extends z.ZodObject = z.ZodObject, Data extends z.ZodType = z.ZodType> = {
  /** The path below `/v1/`, which also names its file; `{id}` stands for a path parameter. */
  name: string;
  summary: string;
  description: string;
  /** Path and query parameters alike; unknown ones are refused. */
  parameters: Parameters;
  /** The shape of `data`. */
  data: Data;
  /** The index that is asked. */
  index: DocumentType;
  /** The search request, literal Elasticsearch JSON; pure. */
  body(parameters: z.output<Parameters>): estypes.SearchRequest;
  /** The answer, written out field by field; undefined when there is no such company or genre. */
  present(
    reply: estypes.SearchResponse,
    parameters: z.output<Parameters>,
    edition: Edition,
  ): Answer<z.output<Data>> | undefined;
  /** Parameters of a call that means something on the sample edition. */
  example: Record<string, string>;
};

/** Keeps the types of a question's parts in step with each other, then forgets them for the registry. */
export function defineQuestion<Parameters extends z.ZodObject, Data extends z.ZodType>(
  question: Question<Parameters, Data>,
): Question {
  return question as unknown as Question;
}
