import type { estypes } from '@elastic/elasticsearch';
import type { Edition } from '../editions/edition.js';
import type { Bucket } from '../elasticsearch/query.js';
import { totalOf } from '../elasticsearch/total-of.js';
import { dimensions } from '../questions/dimensions/dimensions.js';
import { type Chosen, type FacetName, type Facets, isNoneChosen, missingName, steps } from './facets.js';

type Counted = {
  values: { buckets: Bucket[]; sum_other_doc_count?: number };
  chosen?: { buckets: Bucket[] };
  missing: { doc_count: number };
};

/** The facets of a reply: the values with the highest counts, and the chosen ones whatever their counts. */
export const presentFacets = (
  names: readonly FacetName[],
  size: number,
  chosen: Chosen,
  reply: estypes.SearchResponse,
  edition: Edition,
): Facets =>
  Object.fromEntries(
    names.map((name) => {
      const counted = isNoneChosen(chosen)
        ? readPlain(name, reply)
        : (reply.aggregations?.[name] as unknown as Counted);
      return [name, presentFacet(name, size, new Set(chosen[name]?.map(String)), counted, edition)];
    }),
  );

function presentFacet(
  name: FacetName,
  size: number,
  chosen: ReadonlySet<string>,
  { values, chosen: chosenValues, missing }: Counted,
  edition: Edition,
): NonNullable<Facets[FacetName]> {
  const all = values.buckets.filter(({ doc_count }) => doc_count > 0);
  const ordered = steps[name] === undefined ? all : [...all].reverse();
  const first = ordered.filter(({ key }, at) => at < size || chosen.has(String(key)));
  const others = (chosenValues?.buckets ?? []).filter(({ key }) => !first.some((shown) => shown.key === key));
  const shown = [...first, ...others];
  return {
    buckets: shown.map(({ key, doc_count }) => ({
      key: String(key),
      name: nameOf(name, String(key), edition),
      count: doc_count,
      selected: chosen.has(String(key)),
    })),
    others: sumOf(all) + (values.sum_other_doc_count ?? 0) - sumOf(shown),
    missing: missing.doc_count,
  };
}

const sumOf = (buckets: readonly Bucket[]): number =>
  buckets.reduce((total, { doc_count }) => total + doc_count, 0);

/** Reads a facet that was counted without a filter. */
function readPlain(name: FacetName, reply: estypes.SearchResponse): Counted {
  const aggregations = reply.aggregations as unknown as Record<
    string,
    Counted['values'] & Counted['missing']
  >;
  const values = aggregations[name] as Counted['values'];
  const doc_count =
    aggregations[missingName(name)]?.doc_count ??
    totalOf(reply) - sumOf(values.buckets) - (values.sum_other_doc_count ?? 0);
  return { values, missing: { doc_count } };
}

function nameOf(name: FacetName, key: string, edition: Edition): string {
  if (name === 'genre') return edition.names.genres?.get(Number(key)) ?? key;
  if (name === 'company') return edition.names.companies?.get(Number(key)) ?? key;
  if (name === 'country') return dimensions.country.nameOfCode?.(key) ?? key;
  if (name === 'language') return dimensions.language.nameOfCode?.(key) ?? key;
  if (name === 'decade') return `${key}s`;
  if (name === 'rating') return `${key} to ${Number(key) + 1}`;
  return key;
}
