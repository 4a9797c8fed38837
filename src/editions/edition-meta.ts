import type { Client } from '@elastic/elasticsearch';
import type { DocumentType } from '../model/document-type.js';
import type { Manifest } from '../model/manifest.js';
import type { SourceFile } from '../model/source-file.js';
import { type Generation, indexName } from './index-names.js';
import type { Placement } from './placement.js';

/**
 * What a generation says of itself, in the `_meta` of its movies' mapping; every index has the first four. An
 * index cannot be mistaken for another's then, and nothing needs to be remembered elsewhere.
 */
export type GenerationMeta = {
  generation: Generation;
  inputs: SourceFile[];
  /** See `contentDigest`. */
  content: string;
  /** How its indices were spread when they were created; older generations do not say. */
  placement?: Placement;
  manifest: Manifest;
  /** Of each index since its creation; set once all checks have passed. */
  uuids?: Record<DocumentType, string>;
  /** When all checks had passed, and when it first went live; ISO 8601. */
  verifiedAt?: string;
  publishedAt?: string;
};

/** Adds to what a generation says of itself. */
export async function amendMeta(
  client: Client,
  generation: Generation,
  amendment: Partial<GenerationMeta>,
): Promise<void> {
  const meta = await readMeta(client, generation);
  await client.indices.putMapping({
    index: indexName('movies', generation),
    _meta: { ...meta, ...amendment },
  });
}

/** Answers name the time of publication; so going back to a generation leaves it at the first. */
export async function notePublished(client: Client, generation: Generation, now: Date): Promise<void> {
  const { publishedAt } = await readMeta(client, generation);
  if (publishedAt === undefined) await amendMeta(client, generation, { publishedAt: now.toISOString() });
}

/** What a generation says of itself; of one that says nothing, nothing. */
export async function readMeta(client: Client, generation: Generation): Promise<Partial<GenerationMeta>> {
  const index = indexName('movies', generation);
  const found = await client.indices.getMapping({ index });
  return (found[index]?.mappings._meta ?? {}) as Partial<GenerationMeta>;
}
