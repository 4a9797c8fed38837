import { z } from 'zod';
import type { Edition } from '../editions/edition.js';
import { type Bucket, nested, type Query } from '../elasticsearch/query.js';
import { type Part, searchOfCounted } from './counted-movies.js';
import { anyOf, none } from './dimensions/filters.js';
import type { MeasureContext } from './measures/measure.js';
import {
  aggregationsOf,
  type MeasureName,
  measureNames,
  measureOf,
  optionalMeasures,
  presentMeasures,
} from './measures/measures.js';
import { moviesLinks, type RowValue, rowLinks } from './movies-link.js';
import type { MovieFilters } from './parameters/movie-filters.js';
import type { SendSearches } from './question.js';

/** `compare`, of the questions whose rows are groups of movies. */
export const compareParameter = {
  compare: z
    .string()
    .regex(/^\d{14}$/, 'must be an edition, 14 digits, as /v1/editions lists them')
    .optional()
    .describe('Another edition that is kept: each row has the figures of its group in it, and the change'),
};

const compared = z
  .object({ edition: z.string(), ...optionalMeasures, ...rowLinks })
  .nullable()
  .meta({
    id: 'Compared',
    description: 'The figures of the group in the edition `compare`; null where that has no such movie',
  });

const change = z
  .object(Object.fromEntries(measureNames.map((name) => [name, z.number().nullable().optional()])))
  .nullable()
  .meta({
    id: 'Change',
    description: 'Each figure less that of the edition `compare`; null where one of them is not known',
  });

/** What a row has beside its figures: links, and, when it is compared with another edition (rule 16), its figures there. */
export const comparison = { ...rowLinks, compared: compared.optional(), change: change.optional() };

/** The same as a schema of its own. */
export const comparisonSchema = z.object(comparison).meta({ id: 'Comparison' });

/** Groups that are searched for at once: each is a filter that every movie is tested by. */
const maxGroups = 200;

/** Searches that are sent together. */
const maxSearches = 4;

type Row = Readonly<Record<string, unknown>>;
type Parameters = MovieFilters & MeasureContext;

/**
 * Sets beside each row the figures of the same group in another edition.
 * @param valuesOf - what the movies of a row have in common
 * @param send - to the other edition
 */
export async function compareRows(
  rows: readonly Row[],
  valuesOf: (row: Row) => readonly RowValue[],
  measures: readonly MeasureName[],
  parameters: Parameters,
  other: Edition,
  send: SendSearches,
): Promise<Row[]> {
  const context = { ...parameters, ratingPrior: other.ratingPrior };
  const buckets = await findBuckets(rows.map(valuesOf), measures, parameters, send);
  const linksOf = moviesLinks(parameters, other.id);
  return rows.map((row, at) => {
    const bucket = buckets[at];
    if (bucket === undefined || bucket.doc_count === 0) return { ...row, compared: null, change: null };
    const figures = presentMeasures(measures, bucket, context);
    return {
      ...row,
      compared: { edition: other.id, ...figures, links: linksOf(valuesOf(row)) },
      change: Object.fromEntries(measures.map((name) => [name, changeOf(name, row[name], figures[name])])),
    };
  });
}

/** The bucket of each group in the other edition. */
async function findBuckets(
  groups: readonly (readonly RowValue[])[],
  measures: readonly MeasureName[],
  filters: MovieFilters,
  send: SendSearches,
): Promise<Bucket[]> {
  const metrics = nested(aggregationsOf(measures, filters));
  const parts: Part[] = [];
  for (let at = 0; at < groups.length; at += maxGroups) {
    const clauses = groups.slice(at, at + maxGroups).map(clauseOf);
    parts.push({
      only: { bool: { should: clauses, minimum_should_match: 1 } },
      aggregations: { groups: { filters: { filters: clauses }, ...metrics } },
    });
  }
  const buckets: Bucket[] = [];
  for (let at = 0; at < parts.length; at += maxSearches) {
    const searches = parts.slice(at, at + maxSearches).map((part) => searchOfCounted(filters, part));
    for (const { aggregations } of await send(searches)) {
      buckets.push(...(aggregations as unknown as { groups: { buckets: Bucket[] } }).groups.buckets);
    }
  }
  return buckets;
}

/** The movies of a group. */
const clauseOf = (values: readonly RowValue[]): Query => ({
  bool: { filter: values.flatMap(([name, value]) => anyOf(name, [value ?? none])) },
});

/** Beyond this number of decimals a difference of floating-point numbers has noise alone. */
const decimals = 1e6;

function changeOf(name: MeasureName, figure: unknown, before: unknown): number | null {
  const { value } = measureOf(name);
  const [now, then] = [value(figure), value(before)];
  if (now === null || then === null) return null;
  const change = now - then;
  return Number.isInteger(change) ? change : Math.round(change * decimals) / decimals;
}
