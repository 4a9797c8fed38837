import type { estypes } from '@elastic/elasticsearch';

/** A clause of Elasticsearch's query language. */
export type Query = NonNullable<estypes.QueryDslQueryContainer>;

/** The aggregations of a search, by name. */
export type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** A bucket of a reply, with its own aggregations by name. */
export type Bucket = { key: number | string; doc_count: number; [aggregation: string]: unknown };

/** The document with this id. */
export const hasId = (id: number): Query => ({ bool: { filter: [{ term: { id } }] } });

/** Documents with any of the values; no clause when there are none to ask for. */
export const hasAnyOf = (field: string, values: readonly (number | string)[] | undefined): Query[] =>
  values === undefined ? [] : [{ terms: { [field]: [...values] } }];

/** Documents between two bounds, both included; no clause without a bound. */
export const isBetween = (field: string, gte: number | undefined, lte?: number): Query[] =>
  gte === undefined && lte === undefined
    ? []
    : [{ range: { [field]: { ...(gte !== undefined && { gte }), ...(lte !== undefined && { lte }) } } }];
