import type { estypes } from '@elastic/elasticsearch';
import { LRUCache } from 'lru-cache';
import { completeReply } from '../elasticsearch/complete-reply.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Entity } from '../model/entity.js';
import type { Edition } from './edition.js';
import { readMeta } from './edition-meta.js';
import { expectReadable } from './schema-version-error.js';

/** Documents per request; Elasticsearch returns no more at once. */
const pageSize = 10_000;

/** Editions in the cache: the live one, and those that cursors and readers still ask for. */
const maxCached = 6;

type Facts = Omit<Edition, 'names'>;
type Names = ReadonlyMap<number, string>;

/** Returns the facts of an edition, with the names of the given document types. */
export type ReadEdition = (edition: EditionId, names?: readonly DocumentType[]) => Promise<Edition>;

/** An edition never changes, so its facts and names are read once. */
export function createEditionReader(client: MarqueeClient): ReadEdition {
  const facts = new LRUCache<EditionId, Promise<Facts>>({ max: maxCached });
  const namesOf = new LRUCache<string, Promise<Names>>({ max: maxCached * documentTypes.length });
  return async (edition, types = []) => {
    const [known, ...names] = await Promise.all([
      readOnce(facts, edition, () => readFacts(client, edition)),
      ...types.map((type) => {
        const index = client.names.index(type, edition);
        return readOnce(namesOf, index, () => readNames(client, index));
      }),
    ]);
    return { ...known, names: Object.fromEntries(types.map((type, at) => [type, names[at]])) };
  };
}

/** Callers of the same key share one read; a failure is not cached. */
function readOnce<T>(cache: LRUCache<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const reading = read();
  cache.set(key, reading);
  reading.catch(() => cache.delete(key));
  return reading;
}

async function readFacts(client: MarqueeClient, edition: EditionId): Promise<Facts> {
  const [meta, counts] = await Promise.all([
    readMeta(client, edition),
    client.search({
      index: client.names.index('movies', edition),
      size: 0,
      allow_partial_search_results: false,
      aggs: {
        undated: { missing: { field: 'releaseYear' } },
        unreleased: { filter: { bool: { must_not: [{ term: { status: 'Released' } }] } } },
        adult: { filter: { term: { adult: true } } },
      },
    }),
  ]);
  expectReadable(edition, meta?.manifest);
  const { undated, unreleased, adult } = completeReply(counts).aggregations as unknown as Record<
    'undated' | 'unreleased' | 'adult',
    { doc_count: number }
  >;
  return {
    id: edition,
    indices: Object.fromEntries(
      documentTypes.map((type) => [type, client.names.index(type, edition)]),
    ) as Record<DocumentType, string>,
    publishedAt: meta?.publishedAt ?? null,
    isSample: meta?.manifest.sample === true,
    lacks: meta?.manifest.lacks ?? [],
    documents: meta?.manifest.documents ?? noDocuments,
    ratingPrior: meta?.manifest.ratingPrior ?? null,
    shards: counts._shards.total,
    excluded: { undated: undated.doc_count, unreleased: unreleased.doc_count },
    adultMovies: adult.doc_count,
  };
}

/** Of indices that were not made by Marquee and have no manifest. */
const noDocuments = Object.fromEntries(documentTypes.map((type) => [type, 0])) as Record<
  DocumentType,
  number
>;

async function readNames(client: MarqueeClient, index: string): Promise<Names> {
  const names = new Map<number, string>();
  let after: estypes.SortResults | undefined;
  do {
    const reply: estypes.SearchResponse<Entity> = completeReply(
      await client.search<Entity>({
        index,
        size: pageSize,
        _source: ['id', 'name'],
        sort: [{ id: 'asc' }],
        track_total_hits: false,
        allow_partial_search_results: false,
        ...(after && { search_after: after }),
      }),
    );
    for (const { _source } of reply.hits.hits) if (_source) names.set(_source.id, _source.name);
    after = reply.hits.hits.length === pageSize ? reply.hits.hits.at(-1)?.sort : undefined;
  } while (after !== undefined);
  return names;
}
