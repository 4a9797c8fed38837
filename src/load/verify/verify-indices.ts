import { isDeepStrictEqual } from 'node:util';
import type { estypes } from '@elastic/elasticsearch';
import { type Placement, settingsOf } from '../../editions/placement.js';
import { completeReply } from '../../elasticsearch/complete-reply.js';
import { readIndexDescription } from '../../elasticsearch/index-description.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { type DocumentType, documentTypes } from '../../model/document-type.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Check } from '../../model/load-run.js';
import { type Manifest, schemaVersion } from '../../model/manifest.js';
import { checkSame } from './check.js';

/** What an edition must hold: its manifest, the UUIDs of its indices since their creation, and their settings. */
export type Expected = {
  manifest: Manifest;
  uuids: Record<DocumentType, string>;
  placement: Placement | undefined;
};

/** Compares the indices of an edition with its manifest and with `mappings/`. */
export async function verifyIndices(
  client: MarqueeClient,
  edition: EditionId,
  { manifest, uuids, placement }: Expected,
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const type of documentTypes) {
    const index = client.names.index(type, edition);
    const { count } = await client.count({ index });
    checks.push(checkSame(`count ${type}`, manifest.documents[type], count));
    const found = (await client.indices.get({ index }))[index];
    // A stray write may have created an index again after it was deleted.
    checks.push(checkSame(`uuid ${type}`, uuids[type], found?.settings?.index?.uuid));
    // Only the version that loaded it knows the mappings of another schema version; a rollback goes back to such an edition.
    if (manifest.schemaVersion === schemaVersion) checks.push(...(await checkIndex(type, found, placement)));
  }
  return [...checks, ...(await checkTotals(client, client.names.index('movies', edition), manifest))];
}

/** Compares mapping and settings with those that this version creates. */
async function checkIndex(
  type: DocumentType,
  found: estypes.IndicesIndexState | undefined,
  placement: Placement | undefined,
): Promise<Check[]> {
  const described = await readIndexDescription(type);
  const { _meta: _, ...mappings } = found?.mappings ?? {};
  const isMapped = isDeepStrictEqual(mappings, described.mappings);
  const difference = firstDifference(
    flatten(await settingsOf(type, placement)),
    found?.settings?.index ?? {},
  );
  return [
    checkSame(`mapping ${type}`, 'as in mappings/', isMapped ? 'as in mappings/' : JSON.stringify(mappings)),
    checkSame(`settings ${type}`, 'as in mappings/', difference ?? 'as in mappings/'),
  ];
}

/** Returns settings as pairs of a dotted name and a text, the form in which Elasticsearch returns them. */
function flatten(settings: object, path = ''): [name: string, value: string][] {
  return Object.entries(settings).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flatten(value, `${path}${key}.`)
      : [
          [
            `${path}${key}`,
            JSON.stringify(value, (_, inner) => (typeof inner === 'object' ? inner : String(inner))),
          ] as [string, string],
        ],
  );
}

/** Settings that Elasticsearch itself sets, or that may differ between clusters. */
const ignoredSettings =
  /^(uuid|creation_date|provided_name|version\.|routing\.|number_of_replicas$|resize\.|blocks\.)/;

function firstDifference(expected: [string, string][], found: object): string | undefined {
  const settings = new Map(flatten(found).filter(([name]) => !ignoredSettings.test(name)));
  for (const [name, value] of expected.filter(([name]) => !ignoredSettings.test(name))) {
    if (settings.get(name) !== value) return `${name} is ${settings.get(name) ?? 'not set'}, not ${value}`;
    settings.delete(name);
  }
  const [surplus] = settings;
  return surplus && `${surplus[0]} is ${surplus[1]}, not unset`;
}

type Totals = Record<
  string,
  { value?: number | null; doc_count?: number; buckets?: { key: number; doc_count: number }[] }
>;

/** Compares the totals of the manifest with those that Elasticsearch computes from the stored documents. */
async function checkTotals(client: MarqueeClient, index: string, manifest: Manifest): Promise<Check[]> {
  const aggs: Record<string, estypes.AggregationsAggregationContainer> = {
    years: { terms: { field: 'releaseYear', size: 10_000, order: { _key: 'asc' } } },
  };
  const fields = ['budget', 'revenue', 'profit'] as const;
  for (const field of fields) {
    aggs[`${field}Sum`] = { sum: { field } };
    aggs[`${field}Known`] = { value_count: { field } };
  }
  const reply = await client.search({
    index,
    size: 0,
    track_total_hits: true,
    aggs,
    allow_partial_search_results: false,
  });
  const found = completeReply(reply).aggregations as unknown as Totals;
  const checks = [
    checkSame('total movies', manifest.totals.movies, (reply.hits.total as estypes.SearchTotalHits).value),
  ];
  for (const field of fields) {
    const known = found[`${field}Known`]?.value ?? 0;
    const sum = known === 0 ? null : (found[`${field}Sum`]?.value ?? null);
    checks.push(checkSame(`total ${field}`, pickTotal(manifest.totals[field]), pickTotal({ sum, known })));
  }
  const years = (found.years?.buckets ?? []).map(
    ({ key, doc_count: count }) => [String(key), count] as const,
  );
  return [...checks, checkYears(manifest.years, Object.fromEntries(years))];
}

const pickTotal = ({ sum, known }: { sum: number | null; known: number }): string =>
  `${sum === null ? 'nothing' : sum.toLocaleString('en-US')} over ${known} movies`;

function checkYears(expected: Record<string, number>, found: Record<string, number>): Check {
  const years = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  const wrong = years.filter((year) => expected[year] !== found[year]);
  const list = (counts: Record<string, number>): string =>
    wrong.map((year) => `${year}: ${counts[year] ?? 0}`).join(', ') ||
    `${Object.keys(counts).length} years, each as in the manifest`;
  return {
    name: 'movies per year',
    passed: wrong.length === 0,
    expected: list(expected),
    found: list(found),
  };
}
