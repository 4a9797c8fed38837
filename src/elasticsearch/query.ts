import type { estypes } from '@elastic/elasticsearch';

/** A clause of Elasticsearch's query language. */
export type Query = NonNullable<estypes.QueryDslQueryContainer>;

/** The aggregations of a search, by name. */
export type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** A bucket of a reply, with its own aggregations by name. */
export type Bucket = { key: number | string; doc_count: number; [aggregation: string]: unknown };

/** The metrics of each bucket of an aggregation, if any. */
export const nested = (aggs: Aggregations): { aggs?: Aggregations } =>
  Object.keys(aggs).length > 0 ? { aggs } : {};

/** The document with this id. */
export const hasId = (id: number): Query => ({ bool: { filter: [{ term: { id } }] } });

/** Documents with any of the values; no clause when there are none to ask for. */
export function hasAnyOf(field: string, values: readonly (number | string)[] | undefined): Query[] {
  if (values === undefined) return [];
  const [only] = values;
  // Elasticsearch leads with one value, of which it knows the number of documents, but not with a set of one.
  return values.length === 1 && only !== undefined
    ? [{ term: { [field]: only } }]
    : [{ terms: { [field]: [...values] } }];
}

/** Documents between two bounds, both included; no clause without a bound. */
export const isBetween = (field: string, gte: number | undefined, lte?: number): Query[] =>
  gte === undefined && lte === undefined
    ? []
    : [{ range: { [field]: { ...(gte !== undefined && { gte }), ...(lte !== undefined && { lte }) } } }];
