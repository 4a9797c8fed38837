import type { Client } from '@elastic/elasticsearch';
import type { DocumentType } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Manifest } from '../model/manifest.js';
import type { SourceFile } from '../model/source-file.js';
import { indexName } from './index-names.js';
import type { Placement } from './placement.js';

/**
 * What an edition says of itself, in the `_meta` of its movies' mapping; every index has the first four. An
 * index cannot be mistaken for another's then, and nothing needs to be remembered elsewhere.
 */
export type EditionMeta = {
  edition: EditionId;
  inputs: SourceFile[];
  /** See `contentDigest`. */
  content: string;
  /** How its indices were spread when they were created; older editions do not say. */
  placement?: Placement;
  manifest: Manifest;
  /** Of each index since its creation; set once all checks have passed. */
  uuids?: Record<DocumentType, string>;
  /** When all checks had passed, and when it first went live; ISO 8601. */
  verifiedAt?: string;
  publishedAt?: string;
};

/** Adds to what an edition says of itself. */
export async function amendMeta(
  client: Client,
  edition: EditionId,
  amendment: Partial<EditionMeta>,
): Promise<void> {
  const meta = await readMeta(client, edition);
  await client.indices.putMapping({
    index: indexName('movies', edition),
    _meta: { ...meta, ...amendment },
  });
}

/** Answers name the time of publication; so going back to an edition leaves it at the first. */
export async function notePublished(client: Client, edition: EditionId, now: Date): Promise<void> {
  const { publishedAt } = await readMeta(client, edition);
  if (publishedAt === undefined) await amendMeta(client, edition, { publishedAt: now.toISOString() });
}

/** What an edition says of itself; of one that says nothing, nothing. */
export async function readMeta(client: Client, edition: EditionId): Promise<Partial<EditionMeta>> {
  const index = indexName('movies', edition);
  const found = await client.indices.getMapping({ index });
  return (found[index]?.mappings._meta ?? {}) as Partial<EditionMeta>;
}
