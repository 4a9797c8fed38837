import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import { type EditionMeta, metaOf } from './edition-meta.js';

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
  /** The aliases that point to its indices: Marquee's own, and others. */
  aliases: { own: string[]; others: string[] };
  /** Undefined when the index of the movies is missing. */
  meta: EditionMeta | undefined;
};

/** Whether an edition says that its movies are invented. */
export const isSample = ({ meta }: Pick<StoredEdition, 'meta'>): boolean => meta?.manifest.sample === true;

/**
 * Returns all editions that have an index, oldest first. Indices of other names are ignored.
 * @param names - those of the client unless given
 */
export async function listStoredEditions(
  client: MarqueeClient,
  names = client.names,
): Promise<StoredEdition[]> {
  const found = await client.indices.get({
    index: [...names.patterns],
    features: ['aliases', 'mappings', 'settings'],
    allow_no_indices: true,
    expand_wildcards: 'all',
  });
  const indicesOf = new Map<EditionId, string[]>();
  for (const index of Object.keys(found)) {
    const edition = names.editionOf(index);
    if (edition !== undefined) indicesOf.set(edition, [...(indicesOf.get(edition) ?? []), index]);
  }
  const aliasesOf = (index: string): string[] => Object.keys(found[index]?.aliases ?? {});
  return [...indicesOf.keys()].sort().map((edition) => {
    const indices = indicesOf.get(edition) ?? [];
    const aliases = [...new Set(indices.flatMap(aliasesOf))];
    const meta = metaOf(found[names.index('movies', edition)]?.mappings);
    const isLive = documentTypes.every((type) =>
      aliasesOf(names.index(type, edition)).includes(names.alias(type)),
    );
    return {
      edition,
      state: isLive ? 'live' : stateOf(meta, indices.length),
      indices,
      uuids: Object.fromEntries(
        documentTypes.map((type) => [type, found[names.index(type, edition)]?.settings?.index?.uuid ?? '']),
      ) as Record<DocumentType, string>,
      aliases: {
        own: aliases.filter((alias) => names.aliases.includes(alias)),
        others: aliases.filter((alias) => !names.aliases.includes(alias)),
      },
      meta,
    };
  });
}

function stateOf(meta: EditionMeta | undefined, indices: number): EditionState {
  if (indices < documentTypes.length || meta?.verifiedAt === undefined) return 'incomplete';
  return meta.publishedAt === undefined ? 'staged' : 'previous';
}
