import { completeReply } from '../../elasticsearch/complete-reply.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Changes } from '../../model/load-run.js';
import { mergeByKey } from './merge-by-key.js';

/** Companies in the summary. */
const shown = 5;

/** Companies per request. */
const pageSize = 5000;

const measures = ['budget', 'revenue', 'profit'] as const;
type Measure = (typeof measures)[number];

/** The sums over a company's movies that count; null where none is known. */
type CompanyTotals = { id: string } & Record<Measure, number | null>;

/** Returns the companies whose totals change most between two editions, the largest change first. */
export async function compareCompanies(
  client: MarqueeClient,
  live: EditionId,
  next: EditionId,
): Promise<Changes['companies']> {
  const changes: (Omit<Changes['companies'][number], 'name'> & { size: number })[] = [];
  const pairs = mergeByKey(readTotals(client, live), readTotals(client, next), ({ id }) => id);
  for await (const { before, after } of pairs) {
    for (const measure of measures) {
      const [was, is] = [before?.[measure] ?? null, after?.[measure] ?? null];
      const size = Math.abs((is ?? 0) - (was ?? 0));
      if (size <= (changes[shown - 1]?.size ?? 0)) continue;
      changes.push({ id: Number((before ?? after)?.id), measure, before: was, after: is, size });
      changes.sort((a, b) => b.size - a.size).splice(shown);
    }
  }
  const names = await readNames(
    client,
    [next, live],
    changes.map(({ id }) => id),
  );
  return changes.map(({ size: _, ...change }) => ({ ...change, name: names.get(change.id) ?? '' }));
}

type Bucket = {
  key: { id: string };
} & Record<Measure, { doc_count: number; sum: { value: number } }>;

async function* readTotals(client: MarqueeClient, edition: EditionId): AsyncGenerator<CompanyTotals> {
  let after: { id: string } | undefined;
  do {
    const reply = await client.search({
      index: client.names.index('movies', edition),
      size: 0,
      query: { bool: { filter: [{ term: { status: 'Released' } }, { exists: { field: 'releaseYear' } }] } },
      aggs: {
        companies: {
          composite: {
            size: pageSize,
            sources: [{ id: { terms: { field: 'companies.id' } } }],
            ...(after ? { after } : {}),
          },
          aggs: Object.fromEntries(
            measures.map((field) => [
              field,
              {
                filter: { exists: { field } },
                aggs: { sum: { sum: { field } } },
              },
            ]),
          ),
        },
      },
    });
    const { companies } = completeReply(reply).aggregations as unknown as {
      companies: { buckets: Bucket[]; after_key?: { id: string } };
    };
    for (const { key, ...sums } of companies.buckets) {
      const totalOf = (measure: Measure) => (sums[measure].doc_count > 0 ? sums[measure].sum.value : null);
      yield { id: key.id, budget: totalOf('budget'), revenue: totalOf('revenue'), profit: totalOf('profit') };
    }
    after = companies.after_key;
  } while (after !== undefined);
}

/** Returns names by id, each from the first edition that has it. */
async function readNames(
  client: MarqueeClient,
  editions: readonly EditionId[],
  ids: readonly number[],
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const edition of editions) {
    const missing = [...new Set(ids)].filter((id) => !names.has(id));
    if (missing.length === 0) break;
    const { docs } = await client.mget<{ id: number; name: string }>({
      index: client.names.index('companies', edition),
      ids: missing.map(String),
      _source: ['id', 'name'],
    });
    for (const doc of docs) {
      if ('_source' in doc && doc._source) names.set(doc._source.id, doc._source.name);
    }
  }
  return names;
}
