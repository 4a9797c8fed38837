import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { DocumentType } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Manifest } from '../model/manifest.js';
import type { SourceFile } from '../model/source-file.js';
import type { Placement } from './placement.js';

/**
 * The metadata of an edition: `_meta` in the mapping of its movies. Its other indices have `inputs`, `content` and
 * `placement` as well. For people `_meta` also names the edition, up to schema version 4 as `generation`; Marquee
 * takes that from the name of the index.
 */
export type EditionMeta = {
  inputs: SourceFile[];
  /** See `contentDigest`. */
  content: string;
  /** How its indices were spread when they were created; older editions lack it. */
  placement?: Placement;
  manifest: Manifest;
  /** UUID of each index since its creation; set once all checks have passed. */
  uuids?: Record<DocumentType, string>;
  /** When all checks had passed, and when the edition first went live; ISO 8601. */
  verifiedAt?: string;
  publishedAt?: string;
};

/** Fields whose coverage had other names in manifests before schema version 5. */
const formerFields: Readonly<Record<string, string>> = {
  voteAverage: 'rating',
  voteCount: 'votes',
  ratings: 'movieLens',
};

/**
 * The one place that reads `_meta`, also of editions that earlier versions loaded.
 * @returns undefined for an index that no load of Marquee made
 */
export function metaOf(mappings: estypes.MappingTypeMapping | undefined): EditionMeta | undefined {
  const meta: Partial<EditionMeta> | undefined = mappings?._meta;
  if (meta?.manifest === undefined) return undefined;
  const { coverage } = meta.manifest;
  const renamed = Object.entries(coverage ?? {}).map(([name, movies]) => [
    formerFields[name] ?? name,
    movies,
  ]);
  return { ...(meta as EditionMeta), manifest: { ...meta.manifest, coverage: Object.fromEntries(renamed) } };
}

/**
 * Returns the metadata of an edition.
 * @throws what the client throws when its movies' index does not exist
 */
export async function readMeta(
  client: MarqueeClient,
  edition: EditionId,
  transport: TransportRequestOptions = {},
): Promise<EditionMeta | undefined> {
  const index = client.names.index('movies', edition);
  return metaOf((await client.indices.getMapping({ index }, transport))[index]?.mappings);
}

/** Changes some of an edition's metadata and keeps the rest as it is. */
export async function updateMeta(
  client: MarqueeClient,
  edition: EditionId,
  changes: Partial<EditionMeta>,
): Promise<void> {
  const index = client.names.index('movies', edition);
  const stored = (await client.indices.getMapping({ index }))[index]?.mappings._meta;
  await client.indices.putMapping({ index, _meta: { ...stored, ...changes } });
}

/** Records when an edition first went live; a rollback to it keeps that time, which is part of its answers. */
export async function recordPublication(client: MarqueeClient, edition: EditionId, now: Date): Promise<void> {
  const meta = await readMeta(client, edition);
  if (meta?.publishedAt === undefined) await updateMeta(client, edition, { publishedAt: now.toISOString() });
}
