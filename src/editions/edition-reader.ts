import type { Client, estypes } from '@elastic/elasticsearch';
import { LRUCache } from 'lru-cache';
import { completeReply } from '../elasticsearch/complete-reply.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Entity } from '../model/entity.js';
import type { Edition } from './edition.js';
import { indexName } from './index-names.js';
import { expectReadable } from './schema-version-error.js';

/** Rows per request; Elasticsearch gives no more at once. */
const pageSize = 10_000;

/** Editions that are remembered: the live one, those that cursors and readers are still pinned to. */
const maxRemembered = 6;

type Facts = Omit<Edition, 'names'>;
type Names = ReadonlyMap<number, string>;

/**
 * Answers what holds for a whole edition, with the names that a question needs. An edition never changes,
 * so both are read once.
 */
export function createEditionReader(
  client: Client,
): (edition: EditionId, names?: readonly DocumentType[]) => Promise<Edition> {
  const facts = new LRUCache<EditionId, Promise<Facts>>({ max: maxRemembered });
  const namesOf = new LRUCache<string, Promise<Names>>({ max: maxRemembered * documentTypes.length });
  return async (edition, types = []) => {
    const [known, ...names] = await Promise.all([
      remember(facts, edition, () => readFacts(client, edition)),
      ...types.map((type) => {
        const index = indexName(type, edition);
        return remember(namesOf, index, () => readNames(client, index));
      }),
    ]);
    return { ...known, names: Object.fromEntries(types.map((type, at) => [type, names[at]])) };
  };
}

/** A failure is not remembered. */
function remember<T>(cache: LRUCache<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const remembered = cache.get(key);
  if (remembered !== undefined) return remembered;
  const reading = read();
  cache.set(key, reading);
  reading.catch(() => cache.delete(key));
  return reading;
}

async function readFacts(client: Client, edition: EditionId): Promise<Facts> {
  const index = indexName('movies', edition);
  const [mapping, counts] = await Promise.all([
    client.indices.getMapping({ index }),
    client.search({
      index,
      size: 0,
      allow_partial_search_results: false,
      aggs: {
        undated: { missing: { field: 'releaseYear' } },
        unreleased: { filter: { bool: { must_not: [{ term: { status: 'Released' } }] } } },
      },
    }),
  ]);
  const meta = mapping[index]?.mappings._meta as EditionFacts | undefined;
  expectReadable(edition, meta?.manifest);
  const excluded = completeReply(counts).aggregations as unknown as Record<
    'undated' | 'unreleased',
    { doc_count: number }
  >;
  return {
    id: edition,
    publishedAt: meta?.publishedAt ?? null,
    documents: meta?.manifest?.documents as Edition['documents'],
    shards: counts._shards.total,
    excluded: { undated: excluded.undated.doc_count, unreleased: excluded.unreleased.doc_count },
  };
}

/** What the loader wrote into the mapping of an edition's movies. */
type EditionFacts = {
  publishedAt?: string;
  manifest?: Pick<Edition, 'documents'> & { schemaVersion: number };
};

async function readNames(client: Client, index: string): Promise<Names> {
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
