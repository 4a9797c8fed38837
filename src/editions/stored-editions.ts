import type { Client } from '@elastic/elasticsearch';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import { type EditionMeta, metaOf } from './edition-meta.js';
import { editionOf, indexName, indexPatterns } from './index-names.js';

/**
 * `live`: all aliases point to it. `previous`: it was live once. `staged`: complete and checked, but never published.
 * `incomplete`: its load did not finish, or one of its indices is missing.
 */
export type EditionState = 'live' | 'previous' | 'staged' | 'incomplete';

export type StoredEdition = {
  edition: EditionId;
  state: EditionState;
  indices: string[];
  /** Of each index; Elasticsearch gives a new one to an index that is created again under the same name. */
  uuids: Record<DocumentType, string>;
  /** Whether any alias, also one that is not Marquee's, points to one of its indices. */
  hasAlias: boolean;
  /** Undefined when the index of the movies is missing. */
  meta: EditionMeta | undefined;
};

/** Whether an edition says that its movies are invented. */
export const isSample = ({ meta }: Pick<StoredEdition, 'meta'>): boolean => meta?.manifest.sample === true;

/** Returns all editions that have an index, oldest first. Indices of other names are ignored. */
export async function listStoredEditions(client: Client): Promise<StoredEdition[]> {
  const found = await client.indices.get({
    index: [...indexPatterns],
    features: ['aliases', 'mappings', 'settings'],
    allow_no_indices: true,
    expand_wildcards: 'all',
  });
  const indicesOf = new Map<EditionId, string[]>();
  for (const index of Object.keys(found)) {
    const edition = editionOf(index);
    if (edition !== undefined) indicesOf.set(edition, [...(indicesOf.get(edition) ?? []), index]);
  }
  const aliasesOf = (index: string): string[] => Object.keys(found[index]?.aliases ?? {});
  return [...indicesOf.keys()].sort().map((edition) => {
    const indices = indicesOf.get(edition) ?? [];
    const meta = metaOf(found[indexName('movies', edition)]?.mappings);
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
