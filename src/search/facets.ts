import { z } from 'zod';
import type { Aggregations, Query } from '../elasticsearch/query.js';
import { anyOf, type FilterValues, none } from '../questions/dimensions/filters.js';

/** What a search can be narrowed by; an answer counts the movies of each value. */
export const facetNames = ['genre', 'decade', 'company', 'country', 'language', 'status', 'rating'] as const;
export type FacetName = (typeof facetNames)[number];

/** The chosen values of each facet; a facet without any is not filtered by. */
export type Chosen = Partial<Record<FacetName, FilterValues>>;

const facet = z
  .object({
    buckets: z.array(
      z.object({
        key: z.string().describe('The value of the parameter of this name'),
        name: z.string(),
        count: z.number().int().describe('Movies there would be if only this value were chosen'),
        selected: z.boolean(),
      }),
    ),
    others: z.number().int().describe('Sum of the counts of all other values'),
    missing: z.number().int().describe('Movies without any value'),
  })
  .meta({ id: 'Facet' });
export const facetsSchema = z
  .partialRecord(z.enum(facetNames).meta({ id: 'FacetName' }), facet)
  .meta({ id: 'Facets' });
export type Facets = z.output<typeof facetsSchema>;

const fields = {
  genre: 'genres.id',
  decade: 'releaseYear',
  company: 'companies.id',
  country: 'countries.code',
  language: 'originalLanguage',
  status: 'status',
  rating: 'rating',
} as const;
/** Numbers are grouped in steps: ten years, one point. */
export const steps: Partial<Record<FacetName, number>> = { decade: 10, rating: 1 };
/** The highest band includes 10. */
const lastBand = 9;

/** Movies with one of the chosen values. */
function chosenValues(name: FacetName, values: FilterValues): Query[] {
  if (name !== 'rating') return anyOf(name, values);
  const bands = values.map((value) => {
    const [gte, lt] = [Number(value), Number(value) + 1];
    return { range: { rating: value === lastBand ? { gte } : { gte, lt } } };
  });
  return [{ bool: { should: bands, minimum_should_match: 1 } }];
}

/** The filters of all facets except one. */
const otherFilters = (chosen: Chosen, but?: FacetName): Query[] =>
  facetNames.flatMap((name) => {
    const values = chosen[name];
    return name === but || values === undefined ? [] : chosenValues(name, values);
  });

/** Narrows the hits after the facets are counted; undefined when no facet is chosen. */
export const postFilter = (chosen: Chosen): Query | undefined => {
  const filter = otherFilters(chosen);
  return filter.length === 0 ? undefined : { bool: { filter } };
};

/** A movie may have several values, so the number of movies without any does not follow from the counts. */
const isManyValued = (name: FacetName): boolean => ['genre', 'company', 'country'].includes(name);

export const missingName = (name: FacetName): string => `${name} missing`;

/**
 * Each facet counts as if its own filter were off and all others on. Where nothing is chosen, the values are counted
 * without a filter around each facet, which takes about half as long.
 */
export function facetAggregations(names: readonly FacetName[], size: number, chosen: Chosen): Aggregations {
  if (isNoneChosen(chosen)) {
    return Object.fromEntries(
      names.flatMap((name): [string, Aggregations[string]][] => [
        [name, valuesOf(name, size)],
        ...plainMissing(name),
      ]),
    );
  }
  return Object.fromEntries(
    names.map((name) => {
      const field = fields[name];
      const filter = otherFilters(chosen, name);
      const aggs: Aggregations = {
        values: valuesOf(name, size),
        missing: { missing: { field } },
      };
      const values = chosen[name];
      const known = values?.filter((value) => value !== none).map(String) ?? [];
      if (known.length > 0 && steps[name] === undefined) {
        aggs.chosen = { terms: { field, include: known, size: known.length } };
      }
      return [name, { filter: filter.length === 0 ? { match_all: {} } : { bool: { filter } }, aggs }];
    }),
  );
}

function plainMissing(name: FacetName): [string, Aggregations[string]][] {
  return isManyValued(name) ? [[missingName(name), { missing: { field: fields[name] } }]] : [];
}

function valuesOf(name: FacetName, size: number): Aggregations[string] {
  const field = fields[name];
  if (name === 'decade') return { histogram: { field, interval: 10, min_doc_count: 1 } };
  if (name !== 'rating') return { terms: { field, size } };
  const ranges = Array.from({ length: lastBand + 1 }, (_, from) => ({
    key: String(from),
    from,
    ...(from < lastBand && { to: from + 1 }),
  }));
  return { range: { field, ranges } };
}

/** Whether no facet is chosen. */
export const isNoneChosen = (chosen: Chosen): boolean => Object.keys(chosen).length === 0;
