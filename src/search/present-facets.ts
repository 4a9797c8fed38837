import type { estypes } from '@elastic/elasticsearch';
import type { Edition } from '../editions/edition.js';
import { totalOf } from '../elasticsearch/total-of.js';
import { type Chosen, type FacetName, type Facets, isNothing, missingName, steps } from './facets.js';

type Bucket = { key: string | number; doc_count: number };
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
