import type { Client } from '@elastic/elasticsearch';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { GenerationMeta } from './edition-meta.js';
import { type Generation, generationOf, indexName } from './index-names.js';

/**
 * `live`: all aliases point to it. `kept`: it was live once. `held`: complete and checked, but never published.
 * `unfinished`: its load did not come to its end, or an index of it is gone.
 */
export type GenerationState = 'live' | 'kept' | 'held' | 'unfinished';

export type StoredGeneration = {
  generation: Generation;
  state: GenerationState;
  indices: string[];
  /** Of each index; Elasticsearch gives a new one to an index made anew under the same name. */
  uuids: Record<DocumentType, string>;
  /** Whether any alias, be it a stranger's, points to one of its indices. */
  hasAlias: boolean;
  /** Undefined when the index of the movies is gone. */
  meta: GenerationMeta | undefined;
};

/** All generations that have an index, oldest first. Indices of other names are nobody's business here. */
export async function listGenerations(client: Client): Promise<StoredGeneration[]> {
  const found = await client.indices.get({
    index: documentTypes.map((type) => `${type}-*`),
    features: ['aliases', 'mappings', 'settings'],
    allow_no_indices: true,
    expand_wildcards: 'all',
  });
  const names = Object.keys(found).filter((index) => generationOf(index) !== undefined);
  const generations = [...new Set(names.map((index) => generationOf(index) as Generation))].sort();
  return generations.map((generation) => {
    const indices = names.filter((index) => generationOf(index) === generation);
    const aliasesOf = (index: string): string[] => Object.keys(found[index]?.aliases ?? {});
    const movies = found[indexName('movies', generation)];
    const meta = movies?.mappings?._meta as GenerationMeta | undefined;
    const isLive = documentTypes.every((type) => aliasesOf(indexName(type, generation)).includes(type));
    return {
      generation,
      state: isLive ? 'live' : stateOf(meta, indices.length),
      indices,
      uuids: Object.fromEntries(
        documentTypes.map((type) => [type, found[indexName(type, generation)]?.settings?.index?.uuid ?? '']),
      ) as Record<DocumentType, string>,
      hasAlias: indices.some((index) => aliasesOf(index).length > 0),
      meta,
    };
  });
}

function stateOf(meta: GenerationMeta | undefined, indices: number): GenerationState {
  if (indices < documentTypes.length || meta?.verifiedAt === undefined) return 'unfinished';
  return meta.publishedAt === undefined ? 'held' : 'kept';
}

/** A generation for a load that begins now, later than the newest that exists. */
export function nextGeneration(newest: Generation | undefined, now: Date): Generation {
  const earliest = newest === undefined ? 0 : dateOf(newest).getTime() + 1000;
  return formatGeneration(new Date(Math.max(now.getTime(), earliest)));
}

const formatGeneration = (date: Date): Generation => date.toISOString().replace(/\D/g, '').slice(0, 14);

/** When the load of a generation began. */
export const dateOf = (generation: Generation): Date =>
  new Date(generation.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'));
