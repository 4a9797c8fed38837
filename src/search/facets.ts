import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Edition } from '../analytics/edition.js';
import type { Query } from '../analytics/question.js';
import { totalOf } from '../analytics/total-of.js';

/** What movies can be narrowed by, each with its counts. */
export const facetNames = ['genre', 'decade', 'company', 'country', 'language', 'status', 'rating'] as const;
export type FacetName = (typeof facetNames)[number];

/** The chosen values of each facet; none means that any will do. */
export type Chosen = Partial<Record<FacetName, readonly (string | number)[]>>;

const facet = z.object({
  buckets: z.array(
    z.object({
      key: z.string().describe('What the parameter of this name takes'),
      name: z.string(),
      count: z.number().int().describe('Movies there would be with this value alone chosen'),
      selected: z.boolean(),
    }),
  ),
  others: z.number().int().describe('Counts of the values not shown, added up'),
  missing: z.number().int().describe('Movies without any value'),
});
export const facetsSchema = z.partialRecord(z.enum(facetNames), facet);
export type Facets = z.output<typeof facetsSchema>;

const fields = {
  genre: 'genres.id',
  decade: 'releaseYear',
  company: 'companies.id',
  country: 'countries.code',
  language: 'originalLanguage',
  status: 'status',
  rating: 'voteAverage',
} as const;
/** Numbers are grouped in steps: ten years, one point. */
const steps: Partial<Record<FacetName, number>> = { decade: 10, rating: 1 };
/** The highest band has the full marks too. */
const lastBand = 9;

/** The movies that have one of the chosen values. */
export function chosenValues(name: FacetName, values: readonly (string | number)[]): Query {
  const step = steps[name];
  if (step === undefined) return { terms: { [fields[name]]: [...values] } };
  const bands = values.map((value) => {
    const [gte, lt] = [Number(value), Number(value) + step];
    return { range: { [fields[name]]: name === 'rating' && value === lastBand ? { gte } : { gte, lt } } };
  });
  return { bool: { should: bands, minimum_should_match: 1 } };
}

/** Filters for all facets but one. */
const otherFilters = (chosen: Chosen, but?: FacetName): Query[] =>
  facetNames.flatMap((name) => {
    const values = chosen[name];
    return name === but || values === undefined ? [] : [chosenValues(name, values)];
  });

/** What narrows the hits after the facets were counted. */
export const postFilter = (chosen: Chosen): Query | undefined => {
  const filter = otherFilters(chosen);
  return filter.length === 0 ? undefined : { bool: { filter } };
};

/** A movie has several of these, so how many have none does not follow from the counts of the values. */
const isManyValued = (name: FacetName): boolean => ['genre', 'company', 'country'].includes(name);

const missingName = (name: FacetName): string => `${name} missing`;

/**
 * Each facet counts as if its own filter were off and all others on. Where nothing is chosen the values are counted
 * as they are, which takes half as long as within a filter each (2026-11).
 */
export function facetAggregations(
  names: readonly FacetName[],
  size: number,
  chosen: Chosen,
): Record<string, estypes.AggregationsAggregationContainer> {
  if (isNothing(chosen)) {
    return Object.fromEntries(
      names.flatMap((name): [string, estypes.AggregationsAggregationContainer][] => [
        [name, valuesOf(name, size)],
        ...plainMissing(name),
      ]),
    );
  }
  return Object.fromEntries(
    names.map((name) => {
      const field = fields[name];
      const filter = otherFilters(chosen, name);
      const aggs: Record<string, estypes.AggregationsAggregationContainer> = {
        values: valuesOf(name, size),
        missing: { missing: { field } },
      };
      const values = chosen[name];
      if (values !== undefined && steps[name] === undefined) {
        aggs.chosen = { terms: { field, include: values.map(String), size: values.length } };
      }
      return [name, { filter: filter.length === 0 ? { match_all: {} } : { bool: { filter } }, aggs }];
    }),
  );
}

function plainMissing(name: FacetName): [string, estypes.AggregationsAggregationContainer][] {
  return isManyValued(name) ? [[missingName(name), { missing: { field: fields[name] } }]] : [];
}

function valuesOf(name: FacetName, size: number): estypes.AggregationsAggregationContainer {
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

type Bucket = { key: string | number; doc_count: number };
const isNothing = (chosen: Chosen): boolean => Object.keys(chosen).length === 0;

type Counted = {
  values: { buckets: Bucket[]; sum_other_doc_count?: number };
  chosen?: { buckets: Bucket[] };
  missing: { doc_count: number };
};

/** The facets of a reply: the largest values, and the chosen ones wherever they stand. */
export function presentFacets(
  names: readonly FacetName[],
  size: number,
  chosen: Chosen,
  reply: estypes.SearchResponse,
  edition: Edition,
): Facets {
  return Object.fromEntries(
    names.map((name) => {
      const counted = isNothing(chosen)
        ? readPlain(name, reply)
        : (reply.aggregations?.[name] as unknown as Counted);
      const isChosen = new Set(chosen[name]?.map(String));
      const all = counted.values.buckets.filter(({ doc_count }) => doc_count > 0);
      const ordered = steps[name] === undefined ? all : [...all].reverse();
      const top = ordered.filter(({ key }, at) => at < size || isChosen.has(String(key)));
      const far = (counted.chosen?.buckets ?? []).filter(
        ({ key }) => !top.some((shown) => shown.key === key),
      );
      const shown = [...top, ...far];
      const sum = (buckets: readonly Bucket[]) =>
        buckets.reduce((total, bucket) => total + bucket.doc_count, 0);
      return [
        name,
        {
          buckets: shown.map(({ key, doc_count }) => ({
            key: String(key),
            name: nameOf(name, String(key), edition),
            count: doc_count,
            selected: isChosen.has(String(key)),
          })),
          others: sum(all) + (counted.values.sum_other_doc_count ?? 0) - sum(shown),
          missing: counted.missing.doc_count,
        },
      ];
    }),
  );
}

/** A facet that was counted without filters. */
function readPlain(name: FacetName, reply: estypes.SearchResponse): Counted {
  const aggregations = reply.aggregations as unknown as Record<
    string,
    Counted['values'] & Counted['missing']
  >;
  const values = aggregations[name] as Counted['values'];
  const counted = values.buckets.reduce((sum, { doc_count }) => sum + doc_count, 0);
  const doc_count =
    aggregations[missingName(name)]?.doc_count ??
    totalOf(reply) - counted - (values.sum_other_doc_count ?? 0);
  return { values, missing: { doc_count } };
}

const regions = new Intl.DisplayNames('en', { type: 'region' });
const tongues = new Intl.DisplayNames('en', { type: 'language' });

/** A code that is none, such as TMDB's `xx`, names itself. */
function readable(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

function nameOf(name: FacetName, key: string, edition: Edition): string {
  if (name === 'genre') return edition.names.genres?.get(Number(key)) ?? key;
  if (name === 'company') return edition.names.companies?.get(Number(key)) ?? key;
  if (name === 'country') return readable(regions, key);
  if (name === 'language') return readable(tongues, key);
  if (name === 'decade') return `${key}s`;
  if (name === 'rating') return `${key} to ${Number(key) + 1}`;
  return key;
}
