import type { Client } from '@elastic/elasticsearch';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { EditionMeta } from './edition-meta.js';
import { editionOf, indexName } from './index-names.js';

/**
 * `live`: all aliases point to it. `kept`: it was live once. `held`: complete and checked, but never published.
 * `unfinished`: its load did not come to its end, or an index of it is gone.
 */
export type EditionState = 'live' | 'previous' | 'staged' | 'incomplete';

export type StoredEdition = {
  edition: EditionId;
  state: EditionState;
  indices: string[];
  /** Of each index; Elasticsearch gives a new one to an index made anew under the same name. */
  uuids: Record<DocumentType, string>;
  /** Whether any alias, be it a stranger's, points to one of its indices. */
  hasAlias: boolean;
  /** Undefined when the index of the movies is gone. */
  meta: EditionMeta | undefined;
};

/** All editions that have an index, oldest first. Indices of other names are nobody's business here. */
export async function listStoredEditions(client: Client): Promise<StoredEdition[]> {
  const found = await client.indices.get({
    index: documentTypes.map((type) => `${type}-*`),
    features: ['aliases', 'mappings', 'settings'],
    allow_no_indices: true,
    expand_wildcards: 'all',
  });
  const names = Object.keys(found).filter((index) => editionOf(index) !== undefined);
  const editions = [...new Set(names.map((index) => editionOf(index) as EditionId))].sort();
  return editions.map((edition) => {
    const indices = names.filter((index) => editionOf(index) === edition);
    const aliasesOf = (index: string): string[] => Object.keys(found[index]?.aliases ?? {});
    const movies = found[indexName('movies', edition)];
    const meta = movies?.mappings?._meta as EditionMeta | undefined;
    const isLive = documentTypes.every((type) => aliasesOf(indexName(type, edition)).includes(type));
    return {
      edition,
      state: isLive ? 'live' : stateOf(meta, indices.length),
      indices,
      uuids: Object.fromEntries(
        documentTypes.map((type) => [type, found[indexName(type, edition)]?.settings?.index?.uuid ?? '']),
      ) as Record<DocumentType, string>,
      hasAlias: indices.some((index) => aliasesOf(index).length > 0),
      meta,
    };
  });
}

function stateOf(meta: EditionMeta | undefined, indices: number): EditionState {
  if (indices < documentTypes.length || meta?.verifiedAt === undefined) return 'incomplete';
  return meta.publishedAt === undefined ? 'staged' : 'previous';
}

/** An edition for a load that begins now, later than the newest that exists. */
export function nextEditionId(newest: EditionId | undefined, now: Date): EditionId {
  const earliest = newest === undefined ? 0 : dateOf(newest).getTime() + 1000;
  return formatEditionId(new Date(Math.max(now.getTime(), earliest)));
}

const formatEditionId = (date: Date): EditionId => date.toISOString().replace(/\D/g, '').slice(0, 14);

/** When the load of an edition began. */
export const dateOf = (edition: EditionId): Date =>
  new Date(edition.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'));
